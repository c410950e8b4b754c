import Foundation
import GRDB
import GRDBSQLite

/// A statement run once a row, bound by position without boxes or look-ups: what a bulk import spends its time in.
///
/// Values are copied by SQLite. Used by the thread that holds the connection.
package final class RowStatement {
    private let statement: Statement
    private let raw: SQLiteStatement
    private var place: Int32 = 0

    convenience init(_ db: Database, _ sql: SQL) throws { try self.init(db, named: sql) }

    package init(_ db: Database, named sql: some NamedSQL) throws {
        statement = try db.statement(named: sql)
        raw = statement.sqliteStatement
    }

    /// Runs it with the values that `bind` gives, in order.
    package func run(_ bind: (RowStatement) -> Void) throws {
        sqlite3_reset(raw)
        place = 0
        bind(self)
        let code = sqlite3_step(raw)
        guard code == SQLITE_DONE else { throw failure(code) }
        sqlite3_reset(raw)
    }

    /// The first row's values, as `read` takes them out; nil without a row.
    package func first<T>(_ bind: (RowStatement) -> Void, _ read: (SQLiteStatement) -> T) throws -> T? {
        sqlite3_reset(raw)
        place = 0
        bind(self)
        let code = sqlite3_step(raw)
        defer { sqlite3_reset(raw) }
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw failure(code) }
        return read(raw)
    }

    /// Calls `body` with each row, for values to be taken out of it.
    package func each(_ bind: (RowStatement) -> Void, _ body: (SQLiteStatement) -> Void) throws {
        sqlite3_reset(raw)
        place = 0
        bind(self)
        defer { sqlite3_reset(raw) }
        while true {
            let code = sqlite3_step(raw)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw failure(code) }
            body(raw)
        }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(raw)))
        let extended = sqlite3_extended_errcode(sqlite3_db_handle(raw))
        sqlite3_reset(raw)
        return DatabaseError(
            resultCode: ResultCode(rawValue: code == SQLITE_ROW ? SQLITE_MISUSE : extended), message: message)
    }

    package func put(_ value: Int64?) {
        place += 1
        if let value { sqlite3_bind_int64(raw, place, value) } else { sqlite3_bind_null(raw, place) }
    }

    package func put(_ value: Double) {
        place += 1
        sqlite3_bind_double(raw, place, value)
    }

    package func put(_ value: String?) {
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

    package func put(_ value: Data?) {
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
