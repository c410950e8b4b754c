import Foundation
import GRDB
import GRDBSQLite

/// A statement run once a row, bound by position without boxes or look-ups: what a bulk import spends its time in.
///
/// Values are copied by SQLite. Used by the thread that holds the connection.
final class RowStatement {
    private let statement: Statement
    private let raw: SQLiteStatement
    private var place: Int32 = 0

    init(_ db: Database, _ sql: SQL) throws {
        statement = try db.statement(sql)
        raw = statement.sqliteStatement
    }

    /// Runs it with the values that `bind` gives, in order.
    func run(_ bind: (RowStatement) -> Void) throws {
        sqlite3_reset(raw)
        place = 0
        bind(self)
        let code = sqlite3_step(raw)
        guard code == SQLITE_DONE else { throw failure(code) }
        sqlite3_reset(raw)
    }

    /// The first row's values, as `read` takes them out; nil without a row.
    func first<T>(_ bind: (RowStatement) -> Void, _ read: (SQLiteStatement) -> T) throws -> T? {
        sqlite3_reset(raw)
        place = 0
        bind(self)
        let code = sqlite3_step(raw)
        defer { sqlite3_reset(raw) }
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw failure(code) }
        return read(raw)
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(raw)))
        let extended = sqlite3_extended_errcode(sqlite3_db_handle(raw))
        sqlite3_reset(raw)
        return DatabaseError(
            resultCode: ResultCode(rawValue: code == SQLITE_ROW ? SQLITE_MISUSE : extended), message: message)
    }

    func put(_ value: Int64?) {
        place += 1
        if let value { sqlite3_bind_int64(raw, place, value) } else { sqlite3_bind_null(raw, place) }
    }

    func put(_ value: String?) {
        place += 1
        guard var value else {
            sqlite3_bind_null(raw, place)
            return
        }
        value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                _ = sqlite3_bind_text(raw, place, $0.baseAddress ?? Self.empty, Int32($0.count), Self.copied)
            }
        }
    }

    func put(_ value: Data?) {
        place += 1
        guard let value else {
            sqlite3_bind_null(raw, place)
            return
        }
        value.withUnsafeBytes { _ = sqlite3_bind_blob(raw, place, $0.baseAddress, Int32($0.count), Self.copied) }
    }

    /// A blob of no bytes is one, not NULL.
    func put(_ bytes: UnsafeRawBufferPointer) {
        place += 1
        if let base = bytes.baseAddress, !bytes.isEmpty {
            sqlite3_bind_blob(raw, place, base, Int32(bytes.count), Self.copied)
        } else {
            sqlite3_bind_zeroblob(raw, place, 0)
        }
    }

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    /// Of no bytes, but not NULL.
    private static var empty: UnsafePointer<CChar> {
        // A literal lies in the program for good.
        ("" as StaticString).utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) { $0 }
    }
}
