import Dispatch
import Foundation
import Synchronization

/// Threads of their own for work that blocks on SQLite, with a bounded queue before them: the event loops and Swift's
/// own threads stay free, and what can't be done soon is refused at once.
final class Lane: Sendable {
    /// What a lane is made for; its name is what metrics show.
    let name: String
    private let queue: JobQueue

    /// - Parameters:
    ///   - longestQueue: requests that may wait; the next ones are refused.
    ///   - patience: how long one may wait; past it, it is refused instead of run, since its caller has gone.
    ///   - nice: how far the lane stands back behind others for a core, 0 for not at all, as nice(1) counts.
    init(_ name: String, threads: Int, longestQueue: Int, patience: Duration = .seconds(5), nice: Int32 = 0) {
        self.name = name
        let queue = JobQueue(longest: longestQueue, patience: patience)
        self.queue = queue
        for place in 0..<threads {
            let thread = Thread {
                // On Linux 0 is the calling thread; where it is refused, the lane only stands back less.
                if nice > 0 { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, nice) }
                queue.work()
            }
            thread.name = "bingan.\(name).\(place)"
            thread.start()
        }
        self.threads = threads
    }

    private let threads: Int

    deinit { queue.stop(threads) }

    /// How many wait now.
    var waiting: Int { queue.count }

    /// Runs `work` on one of the threads.
    ///
    /// - Parameter isBegun: whether it is part of an answer that has begun: it waits as long as it must, since to refuse
    ///   it would break the answer off.
    /// - Throws: `Problem.overloaded` when too many wait already; else what `work` throws.
    func run<T: Sendable>(isBegun: Bool = false, _ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let job = Job(
                isBegun: isBegun, run: { continuation.resume(with: Result { try work() }) },
                refuse: { continuation.resume(throwing: Problem.overloaded) })
            if !queue.add(job) { job.refuse() }
        }
    }
}

private struct Job: Sendable {
    let since = ContinuousClock.now
    let isBegun: Bool
    let run: @Sendable () -> Void
    let refuse: @Sendable () -> Void
}

/// First come, first served.
private final class JobQueue: Sendable {
    private let jobs = Mutex<[Job]>([])
    private let count_ = Atomic<Int>(0)
    private let arrived = DispatchSemaphore(value: 0)
    private let longest: Int
    private let patience: Duration

    init(longest: Int, patience: Duration) {
        self.longest = longest
        self.patience = patience
    }

    var count: Int { count_.load(ordering: .relaxed) }

    /// False when the queue is full.
    func add(_ job: Job) -> Bool {
        let isTaken = jobs.withLock { jobs in
            guard jobs.count < longest || job.isBegun else { return false }
            jobs.append(job)
            count_.store(jobs.count, ordering: .relaxed)
            return true
        }
        if isTaken { arrived.signal() }
        return isTaken
    }

    /// Wakes every thread once without a job, which ends it.
    func stop(_ threads: Int) {
        for _ in 0..<threads { arrived.signal() }
    }

    /// Runs jobs until it is woken without one.
    func work() {
        while true {
            arrived.wait()
            let job: Job? = jobs.withLock { jobs in
                guard !jobs.isEmpty else { return nil }
                let job = jobs.removeFirst()
                count_.store(jobs.count, ordering: .relaxed)
                return job
            }
            guard let job else { return }
            if !job.isBegun, ContinuousClock.now - job.since > patience { job.refuse() } else { job.run() }
        }
    }
}
