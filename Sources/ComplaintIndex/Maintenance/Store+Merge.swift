import CPostings
import Foundation
import GRDB

/// FTS5 merges segments when a transaction has added pages, inside that transaction. We merge ourselves, a few pages at a
/// time and between requests, so that no one who stores a complaint waits for it: the sixteenth segment beside fifteen of
/// an import would take seven seconds of one intake at a million complaints.
extension Store {
    /// Pages a step writes: a few milliseconds, for which an intake may have to wait.
    public static let mergePages = 64

    /// Turns FTS5's own merging off; remembered by the database.
    static func stopAutomerge(_ pool: DatabasePool) throws {
        let settings = [("automerge", 0), ("crisismerge", mostOfALevel)]
        let areSet = try pool.read { db in
            try settings.allSatisfy { name, value in try db.value(.settingOfWords, [name], as: Int.self) == value }
        }
        guard !areSet else { return }
        try pool.write { db in
            for (name, value) in settings {
                try db.run(.setWords, [name, value])
                try db.run(.setBigrams, [name, value])
            }
        }
    }

    /// Segments of a level at which FTS5 merges them after all, inside a commit.
    private static let mostOfALevel = 256
    /// Segments at which a writer that nobody waits for merges before it goes on.
    package static let manySegments = 16
    /// The same where more is to come: merging 64 at once writes each page once, where 16 and 16 write most of them twice.
    static let mostInImport = 64
    /// Pages a step of such a writer writes.
    private static let pagesAtOnce = 16_384

    /// Merges where there are so many segments: for a writer that nobody waits for, between its transactions.
    package func mergeMany(from least: Int = manySegments) throws {
        guard let counts = try segmentCounts(), max(counts.words, counts.bigrams) >= least else { return }
        while !isWriterWanted, try mergeStep(pages: Self.pagesAtOnce) {}
    }

    /// Makes one segment of all, on a level far above the others (some twenty seconds for a million complaints): beside
    /// those of single complaints a large one would soon be merged with them, for minutes in which theirs pile up.
    package func mergeAll() throws {
        while !isWriterWanted, try mergeStep(pages: -Self.pagesAtOnce) {}
        try settleSegments()
    }

    /// Puts large segments on levels that are true to their size: see ``SegmentLevels/settle()``.
    ///
    /// On a connection of its own: FTS5 reads its structure again only after another connection has written.
    package func settleSegments() throws {
        try writeWithoutTransaction { _ in
            var configuration = Configuration()
            configuration.busyMode = .timeout(Self.busySeconds)
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            try queue.write { db in
                for (read, write) in [
                    (SQL.structureOfWords, SQL.setStructureOfWords), (.structureOfBigrams, .setStructureOfBigrams),
                ] {
                    guard let record = try db.value(read, as: Data.self),
                        var levels = SegmentLevels(record: Array(record)), levels.settle()
                    else { continue }
                    try db.run(write, [Data(levels.record)])
                }
            }
        }
    }

    /// Merges a little, in a transaction of its own: levels of four segments and more become one.
    /// - Parameter pages: to write at most; negative for all segments, whatever their level.
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

/// Merges while a process serves: a step, then a rest of many times its length, so that requests go first and what a large
/// import has left takes no more than a ninth of a core.
public final class BackgroundMerging: Sendable {
    private let stopping: Flag

    /// A rest's length in those of the step before, and in seconds at least.
    static let rest = (steps: 8.0, least: 0.05)
    /// Seconds between looks while there is nothing to merge.
    static let idle = 1.0

    public init(_ store: Store) {
        let stopping = Flag()
        self.stopping = stopping
        let thread = Thread {
            try? store.settleSegments()
            while !stopping.isSet {
                let start = Date()
                let didMerge = (try? store.mergeStep()) ?? false
                let length = Date().timeIntervalSince(start)
                stopping.wait(didMerge ? max(Self.rest.least, Self.rest.steps * length) : Self.idle)
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
