import ComplaintIndex
import GRDB
import Synchronization

/// What one write transaction after the other knows of stored complaints without reading them again.
///
/// `@unchecked Sendable`: it is with its keeper, where no one uses it, or with the one transaction that took it out under
/// the keeper's lock; write transactions follow one another.
final class DuplicateMemory: KnownProfiles, @unchecked Sendable {
    private var profiles = ProfileCache(most: fewProfiles)
    var merchants = MerchantTallies()
    /// Which keys may be stored; nil until it pays, as in an import.
    var filter: KeyFilter? { didSet { profiles.most = filter == nil ? Self.fewProfiles : Self.manyProfiles } }
    /// Complaints whose keys were added.
    var checked = 0
    fileprivate var changes = -1
    fileprivate var version: Int64 = -1
    /// What was read beforehand for the complaint at hand.
    private(set) var foreseen: Foreseen?
    /// How the index stood as the transaction began; nil once something has changed that reading ahead relies on.
    private var mark: IndexMark?

    /// Units of text: some 25 MB, and in an import 100 MB.
    private static let (fewProfiles, manyProfiles) = (3_000_000, 12_000_000)

    func entry(_ id: Int64) -> ProfileCache.Entry? { profiles.entry(id) }
    func keep(_ entry: ProfileCache.Entry) { profiles.keep(entry) }

    /// Another content stands in a complaint's place, or none.
    func forget(_ id: Int64) {
        profiles.forget(id)
        merchants.forgetAll()  // it may be about another one now
        mark = nil
    }

    /// A transaction begins.
    func begin(_ mark: IndexMark) { (self.mark, foreseen) = (mark, nil) }

    /// Takes what was read beforehand for the next complaint, where nothing has been committed since.
    func take(_ read: Foreseen?) {
        foreseen = read.flatMap { $0.mark == mark ? $0 : nil }
        for entry in foreseen?.entries ?? [] where profiles.entry(entry.profile.id) == nil { profiles.keep(entry) }
    }

    /// Keys that were only in memory are in the table now, which reading ahead didn't see.
    func keysWereWritten() { (mark, foreseen) = (nil, nil) }
}

/// Where the index stood: moves with every complaint that is stored, changed, erased or indexed.
struct IndexMark: Equatable, Sendable {
    private let change: Int64
    private let version: Int64

    init(_ db: Database) throws {
        let row = try Row.fetchOne(db.statement(.indexMark))
        (change, version) = (row?[0] ?? 0, row?[1] ?? 0)
    }
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
