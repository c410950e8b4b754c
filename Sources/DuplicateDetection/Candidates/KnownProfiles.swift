import ComplaintIndex
import GRDB
import GRDBSQLite

/// Profiles that need not be made again. What is given out is what a reading would make now.
protocol KnownProfiles: AnyObject {
    func entry(_ id: Int64) throws -> ProfileCache.Entry?
    func keep(_ entry: ProfileCache.Entry)
}

/// The profiles that a process shares, in one read transaction.
final class CurrentProfiles: KnownProfiles {
    private let shared: SharedProfiles
    private let versions: RowStatement

    init(_ db: Database, _ shared: SharedProfiles) throws {
        self.shared = shared
        versions = try RowStatement(db, named: SQL.versionOfCandidate)
    }

    func entry(_ id: Int64) throws -> ProfileCache.Entry? {
        guard shared.holds(id) else { return nil }
        guard let version = try versions.first({ $0.put(id) }, { sqlite3_column_int64($0, 0) }) else {
            shared.forget(id)
            return nil
        }
        return shared.entry(id, version: version)
    }

    func keep(_ entry: ProfileCache.Entry) { shared.keep(entry) }
}
