import Foundation
import Synchronization

/// Sends requests at fixed times, whether or not earlier ones were answered (an open loop): a server that stalls is
/// charged for everything that had to wait meanwhile.
final class LoadRun: Sendable {
    struct Outcome: Sendable {
        let kind: LoadMix.Kind
        /// Seconds from the start at which it was due.
        let due: Double
        let status: Int
        /// Milliseconds from the scheduled start to the answer's last byte.
        let milliseconds: Double
        let number: String?
    }

    private let requests: [LoadMix.Request]
    private let rate: Double
    private let port: UInt16
    private let next = Atomic<Int>(0)
    private let outcomes = Mutex<[Outcome]>([])

    init(_ requests: [LoadMix.Request], rate: Double, port: UInt16) {
        self.requests = requests
        self.rate = rate
        self.port = port
    }

    /// Runs to the end with so many connections.
    func run(connections: Int) -> [Outcome] {
        let start = Self.now + 0.2
        let group = DispatchGroup()
        for _ in 0..<connections {
            group.enter()
            let thread = Thread { [self] in
                work(start)
                group.leave()
            }
            thread.stackSize = 256 << 10
            thread.start()
        }
        group.wait()
        return outcomes.withLock { $0 }
    }

    private func work(_ start: Double) {
        let connection = LoadConnection(port: port)
        var own: [Outcome] = []
        while true {
            let place = next.add(1, ordering: .relaxed).oldValue
            guard place < requests.count else { break }
            let due = start + Double(place) / rate
            let wait = due - Self.now
            if wait > 0 { usleep(useconds_t(wait * 1e6)) }
            let request = requests[place]
            let status = (try? connection.ask(request.bytes).status) ?? 0
            own.append(
                Outcome(
                    kind: request.kind, due: due - start, status: status, milliseconds: (Self.now - due) * 1000,
                    number: request.number))
        }
        outcomes.withLock { $0 += own }
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
