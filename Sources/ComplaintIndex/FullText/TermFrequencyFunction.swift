import GRDB
import GRDBSQLite

/// `bingan_tf(table)`: how often the term of a one-term MATCH stands in the row. The floor of what FTS5 tells ranking
/// by itself, kept for indexes whose pages we can't read and as the measure of the fast reader.
enum TermFrequencyFunction {
    static func register(_ db: Database) throws {
        let api = UnsafeMutablePointer(mutating: FTS5.api(db))
        guard let create = api.pointee.xCreateFunction else {
            throw DatabaseError(resultCode: .SQLITE_ERROR, message: "this SQLite has no FTS5 functions")
        }
        let code = create(api, "bingan_tf", nil, termFrequency, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}

/// Nothing is kept: all pointers are FTS5's, for this call.
private func termFrequency(
    api: UnsafePointer<Fts5ExtensionApi>?, table: OpaquePointer?, context: OpaquePointer?, count: Int32,
    values: UnsafeMutablePointer<OpaquePointer?>?
) {
    var instances: Int32 = 0
    let code = api?.pointee.xInstCount(table, &instances) ?? SQLITE_ERROR
    if code == SQLITE_OK { sqlite3_result_int(context, instances) } else { sqlite3_result_error_code(context, code) }
}
