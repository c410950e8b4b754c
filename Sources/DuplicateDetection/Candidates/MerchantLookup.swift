import ComplaintIndex
import GRDB

/// The merchant behind the name under which a complaint keeps it: joins are redirects, followed at reading.
enum MerchantLookup {
    /// - Parameter name: the row of `merchants` that the complaint names.
    static func merchant(ofName name: Int64?, _ db: Database) throws -> Int64? {
        guard let name else { return nil }
        return try db.value(.merchantOfName, [name]) ?? name
    }
}
