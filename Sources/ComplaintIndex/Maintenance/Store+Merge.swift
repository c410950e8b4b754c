import CPostings
import Foundation
import GRDB

/// FTS5 merges segments when a transaction has added pages, inside that transaction. We merge ourselves, a few pages at a
/// time and between requests, so that no one who stores a complaint waits for it. Until then FTS5 still merges 16 of a
/// level at once, which bounds how many a search has to look into.
extension Store {
    /// Pages a step writes: a few milliseconds.
    public static let mergePages = 128

    /// Turns FTS5's own merging off; remembered by the database.
    static func stopAutomerge(_ pool: DatabasePool) throws {
        let isOn = try pool.read { db in try db.value(.automergeOfWords, as: Int.self) ?? 4 } != 0
        guard isOn else { return }
        try pool.write { db in
            try db.run(.automergeWords, [0])
            try db.run(.automergeBigrams, [0])
        }
    }

    /// Merges a little, in a transaction of its own: levels of four segments and more become one.
    /// - Returns: whether there was anything to merge.
    @discardableResult
    public func mergeStep(pages: Int = mergePages) throws -> Bool {
        try write { db in
            var didMerge = false
            for sql in [SQL.mergeWords, .mergeBigrams] {
                let before = db.totalChangesCount
                try db.run(sql, [pages])
                // The command itself counts as one change: more say that pages were written.
                if db.totalChangesCount - before > 1 { didMerge = true }
            }
            return didMerge
        }
    }

    /// How many segments the two full-text tables have: each costs a look-up for each term of a query.
    package func segmentCounts() throws -> (words: Int, bigrams: Int)? {
        try read { db in try readers.reader(db, deadline: 0)?.segmentCounts }
    }
}

/// Merges while a process serves: a step, then a rest, so that requests go first.
public final class BackgroundMerging: Sendable {
    private let stopping: Flag

    /// Seconds between steps while there is work, and between looks while there is none.
    static let rest = 0.05
    static let idle = 5.0

    public init(_ store: Store) {
        let stopping = Flag()
        self.stopping = stopping
        let thread = Thread {
            while !stopping.isSet {
                let didMerge = (try? store.mergeStep()) ?? false
                stopping.wait(didMerge ? Self.rest : Self.idle)
            }
            stopping.finish()
        }
        thread.qualityOfService = .background
        thread.start()
    }

    /// Waits for the step at hand.
    public func stop() { stopping.setAndWait() }

    deinit { stopping.set() }
}

/// A flag between two threads.
///
/// `@unchecked Sendable`: both values are touched only while `condition` is locked.
private final class Flag: @unchecked Sendable {
    private let condition = NSCondition()
    private var value = false
    private var isFinished = false

    var isSet: Bool { condition.withLock { value } }

    func wait(_ seconds: Double) {
        let end = Date().addingTimeInterval(seconds)
        condition.lock()
        while !value && condition.wait(until: end) {}
        condition.unlock()
    }

    func set() { change { value = true } }

    func finish() { change { isFinished = true } }

    func setAndWait() {
        set()
        condition.lock()
        while !isFinished { condition.wait() }
        condition.unlock()
    }

    private func change(_ body: () -> Void) {
        condition.lock()
        body()
        condition.broadcast()
        condition.unlock()
    }
}
