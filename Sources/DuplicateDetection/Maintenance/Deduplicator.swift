import ComplaintIndex
import ComplaintModel
import GRDB

/// Gives verdicts to complaints that were stored without: in order of arrival, each compared with the earlier ones alone,
/// so that they get what they would have got at intake. Resumable: each transaction says how far it came.
package struct Deduplicator: Sendable {
    package struct Progress: Sendable, Equatable {
        package var checked = 0
        package var flagged = 0
        /// Complaints to look at in all.
        package var total = 0
    }

    private let store: Store
    private let engine: DuplicateEngine

    /// Complaints a transaction looks at.
    private static let batch = 2000
    /// How far a run came, in `meta`.
    private static let mark = "dedupe_from"

    package init(_ store: Store) throws {
        self.store = store
        engine = try DuplicateEngine(store)
    }

    /// - Parameter all: whether to look at every complaint anew, as after a change of the weights.
    package func run(all: Bool, progress: (Progress) -> Void) throws -> Progress {
        var state = Progress()
        guard var from = try store.write({ db in try start(all, db) }) else { return state }
        let last = try store.read { db in try db.value(.lastComplaint, as: Int64.self) ?? 0 }
        state.total = Int(max(0, last - from + 1))
        let keeper = MemoryKeeper()
        while from <= last {
            let end = min(from + Int64(Self.batch) - 1, last)
            try store.write { db in
                let writer = try VerdictWriter(db, engine, keeper.take(db))
                for id in from...end {
                    guard let finding = try writer.rewrite(id) else { continue }
                    if finding.isFlag { state.flagged += 1 }
                }
                try writer.finish()
                try Schema.setMeta(Self.mark, to: String(end + 1), db)
            }
            state.checked += Int(end - from + 1)
            from = end + 1
            progress(state)
        }
        try store.write { db in try db.run(.forgetDedupeMark) }
        return state
    }

    /// The first complaint to look at: where a run was cut off, or the first without a verdict. Those behind it were
    /// compared without it, so they are looked at again.
    private func start(_ all: Bool, _ db: Database) throws -> Int64? {
        if let mark = try Schema.meta(Self.mark, db), let from = Int64(mark) { return from }
        let epoch = try Schema.meta(VerdictWriter.epochKey, db)
        let isStale = epoch != nil && epoch != engine.maker.frequency.epoch
        if isStale {
            try db.run(.clearKeys)
            try Schema.setMeta(VerdictWriter.epochKey, to: engine.maker.frequency.epoch, db)
        }
        let from: Int64? = all || isStale ? 1 : try db.value(.firstUnchecked)
        if let from { try Schema.setMeta(Self.mark, to: String(from), db) }
        return from
    }
}
