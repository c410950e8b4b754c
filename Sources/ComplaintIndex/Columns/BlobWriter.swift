import GRDB
import GRDBSQLite

/// SQLite's incremental blob writing, which GRDB has no words for: changes bytes of a blob in place, so that only the
/// pages they lie on reach the WAL.
enum BlobWriter {
    static func write(
        _ bytes: [UInt8], table: String, column: String, row: Int64, offset: Int, _ db: Database
    ) throws {
        var blob: OpaquePointer?
        try check(sqlite3_blob_open(db.sqliteConnection, "main", table, column, row, 1, &blob))
        let written = sqlite3_blob_write(blob, bytes, Int32(bytes.count), Int32(offset))
        let closed = sqlite3_blob_close(blob)
        try check(written)
        try check(closed)
    }

    private static func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
