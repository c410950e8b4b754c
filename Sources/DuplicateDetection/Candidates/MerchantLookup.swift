import ComplaintIndex
import GRDB
import GRDBSQLite

/// The merchant behind the name under which a complaint keeps it: joins are redirects, followed at reading.
final class MerchantLookup {
    private let find: RowStatement

    init(_ db: Database) throws { find = try RowStatement(db, named: SQL.merchantOfName) }

    /// - Parameter name: the row of `merchants` that the complaint names.
    func merchant(ofName name: Int64?) throws -> Int64? {
        guard let name else { return nil }
        return try find.first({ $0.put(name) }, { sqlite3_column_int64($0, 0) }) ?? name
    }
}
