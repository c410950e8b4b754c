import ComplaintIndex
import GRDB
import GRDBSQLite

/// The merchant behind the name under which a complaint keeps it: joins are redirects, followed at reading.
final class MerchantLookup {
    private let find: RowStatement
    /// What was read before; nil where it may change meanwhile.
    private var known: [Int64: Int64]?

    /// - Parameter isSnapshot: whether the transaction only reads, so that a name leads to the same merchant to its end.
    init(_ db: Database, isSnapshot: Bool) throws {
        find = try RowStatement(db, named: SQL.merchantOfName)
        known = isSnapshot ? [:] : nil
    }

    /// - Parameter name: the row of `merchants` that the complaint names.
    func merchant(ofName name: Int64?) throws -> Int64? {
        guard let name else { return nil }
        if let merchant = known?[name] { return merchant }
        let merchant = try find.first({ $0.put(name) }, { sqlite3_column_int64($0, 0) }) ?? name
        known?[name] = merchant
        return merchant
    }
}
