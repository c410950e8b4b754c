import Foundation
import GRDB

/// Lets the thread that prepares an import read what its write transactions will ask for.
///
/// Not while one of them commits: a reader that sees the state before keeps the log from being folded in, and what it
/// read would be past use at once.
final class ReadAhead: Sendable {
    private let store: Store
    /// Held by the reader while it reads, by the writer while it commits.
    private let turn = NSLock()

    init(_ store: Store) { self.store = store }

    /// Completes the drafts with what their stages read; leaves them as they are while a commit is on.
    func read(_ items: inout [ImportItem]) {
        guard turn.try() else { return }
        defer { turn.unlock() }
        // Whatever goes wrong here comes up again in the write transaction, which has the words for it.
        try? store.read { db in
            for (place, stage) in store.stages.enumerated() {
                guard let ahead = try stage.readAhead(db, store) else { continue }
                for item in items.indices {
                    guard case .draft(var draft, let line, let ordinal, let record) = items[item] else { continue }
                    try draft.prepareAgain(place, ahead.read)
                    items[item] = .draft(draft, line: line, place: ordinal, record: record)
                }
            }
        }
    }

    func beginCommit() { turn.lock() }
    func endCommit() { turn.unlock() }
}
