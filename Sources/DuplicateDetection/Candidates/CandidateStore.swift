import ComplaintIndex
import GRDB
import GRDBSQLite

/// Where keys are kept: an SQLite table here, a directory of several machines elsewhere.
protocol CandidateStore: AnyObject {
    /// The newest complaints under a key, before `id`, newest first.
    func newest(of key: UInt32, before id: Int64, limit: Int, _ body: (Int64) -> Void) throws
    func add(_ keys: Set<UInt32>, of id: Int64) throws
    func remove(_ keys: Set<UInt32>, of id: Int64) throws
    /// Writes what was gathered.
    func flush() throws
}

/// The table `duplicate_keys`, within one transaction. New keys are gathered and written in order of key, which is what
/// makes a B-tree fast; until then they are found in memory.
final class SQLiteCandidates: CandidateStore {
    private let db: Database
    private let find: Statement
    /// Gathered entries; those of one key are chained, newest first.
    private var entries: [(key: UInt32, id: Int64, next: Int32)] = []
    private var heads: [UInt32: Int32] = [:]

    /// Entries gathered before they are written, some 20 a complaint: bounds memory.
    private static let most = 400_000

    init(_ db: Database) throws {
        self.db = db
        find = try db.statement(.newestOfKey)
    }

    func newest(of key: UInt32, before id: Int64, limit: Int, _ body: (Int64) -> Void) throws {
        var rest = limit
        var place = heads[key] ?? -1
        while place >= 0, rest > 0 {
            let entry = entries[Int(place)]
            if entry.id < id {
                body(entry.id)
                rest -= 1
            }
            place = entry.next
        }
        guard rest > 0 else { return }
        // Some fifty look-ups a complaint: SQLite is asked itself, which takes a third of the time of a cursor.
        let statement = find.sqliteStatement
        defer { sqlite3_reset(statement) }
        sqlite3_bind_int64(statement, 1, Int64(key))
        sqlite3_bind_int64(statement, 2, id)
        sqlite3_bind_int64(statement, 3, Int64(rest))
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: body(sqlite3_column_int64(statement, 0))
            case SQLITE_DONE: return
            case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
            }
        }
    }

    func add(_ keys: Set<UInt32>, of id: Int64) throws {
        for key in keys {
            entries.append((key, id, heads[key] ?? -1))
            heads[key] = Int32(entries.count - 1)
        }
        if entries.count >= Self.most { try flush() }
    }

    func remove(_ keys: Set<UInt32>, of id: Int64) throws {
        try flush()
        for key in keys { try db.run(.deleteKey, [Int64(key), id]) }
    }

    func flush() throws {
        guard !entries.isEmpty else { return }
        let insert = try db.statement(.insertKey)
        for entry in entries.sorted(by: { ($0.key, $0.id) < ($1.key, $1.id) }) {
            try insert.execute(arguments: [Int64(entry.key), entry.id])
        }
        entries.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
    }
}
