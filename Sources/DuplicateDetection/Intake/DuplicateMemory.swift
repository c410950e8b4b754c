import ComplaintIndex
import GRDB
import Synchronization

/// What one write transaction after the other knows of stored complaints without reading them again.
///
/// `@unchecked Sendable`: it is with its keeper, where no one uses it, or with the one transaction that took it out under
/// the keeper's lock; write transactions follow one another.
final class DuplicateMemory: @unchecked Sendable {
    let profiles = ProfileCache()
    /// Which keys may be stored; nil until it pays.
    var filter: KeyFilter?
    /// Complaints whose keys were added.
    var checked = 0
    fileprivate var changes = -1
    fileprivate var version: Int64 = -1
}

/// Hands the memory from one write transaction to the next.
///
/// It comes back only by a commit, and is good only while nothing else was written since: neither on this connection (its
/// count of changes tells) nor by others (SQLite's `data_version` tells).
final class MemoryKeeper: Sendable {
    private let kept = Mutex<DuplicateMemory?>(nil)

    /// The memory for one transaction, empty where what was kept is no longer true.
    func take(_ db: Database) throws -> DuplicateMemory {
        let found = kept.withLock { memory in
            defer { memory = nil }
            return memory
        }
        let version = try db.dataVersion()
        let isTrue = found.map { $0.version == version && $0.changes == db.totalChangesCount } ?? false
        let memory = isTrue ? found ?? DuplicateMemory() : DuplicateMemory()
        memory.version = version
        db.afterNextTransaction { [self] db in
            memory.changes = db.totalChangesCount
            kept.withLock { $0 = memory }
        }
        return memory
    }
}
