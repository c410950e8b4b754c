// SQLite's C API, as little of it as these tests need.
import Foundation
import GRDBSQLite

struct SQLiteFailure: Error, CustomStringConvertible { let description: String }

/// Carries pointers between the threads of one test, which takes care that only one of them uses a connection.
final class Database: @unchecked Sendable {
    let handle: OpaquePointer

    init(_ path: String = ":memory:") throws {
        var handle: OpaquePointer?
        let code = sqlite3_open(path, &handle)
        guard code == SQLITE_OK, let handle else { throw SQLiteFailure(description: "open: \(code)") }
        self.handle = handle
    }

    deinit { sqlite3_close_v2(handle) }

    private func failure(_ sql: String) -> SQLiteFailure {
        SQLiteFailure(description: "\(String(cString: sqlite3_errmsg(handle))): \(sql.prefix(200))")
    }

    enum Value { case int(Int64), text(String), blob([UInt8]) }

    /// All rows, each a list of columns as SQLite turns them into text or bytes.
    @discardableResult
    func run(_ sql: String, _ values: [Value] = [], each: ((OpaquePointer) -> Void)? = nil) throws -> Int {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure(sql) }
        defer { sqlite3_finalize(statement) }
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (i, value) in values.enumerated() {
            switch value {
            case .int(let v): sqlite3_bind_int64(statement, Int32(i + 1), v)
            case .text(let v): sqlite3_bind_text(statement, Int32(i + 1), v, -1, copy)
            case .blob(let v): sqlite3_bind_blob(statement, Int32(i + 1), v, Int32(v.count), copy)
            }
        }
        var rows = 0
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                rows += 1
                each?(statement!)
            case SQLITE_DONE: return rows
            default: throw failure(sql)
            }
        }
    }

    func ints(_ sql: String, _ values: [Value] = []) throws -> [Int64] {
        var out: [Int64] = []
        try run(sql, values) { out.append(sqlite3_column_int64($0, 0)) }
        return out
    }

    func matches(_ table: String, _ expression: String) throws -> [UInt32] {
        try ints("SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY rowid", [.text(expression)]).map {
            UInt32($0)
        }
    }

    func blobs(_ sql: String) throws -> [(id: Int64, bytes: [UInt8])] {
        var out: [(Int64, [UInt8])] = []
        try run(sql) {
            let count = Int(sqlite3_column_bytes($0, 1))
            let bytes = UnsafeRawBufferPointer(start: sqlite3_column_blob($0, 1), count: count)
            out.append((sqlite3_column_int64($0, 0), Array(bytes)))
        }
        return out
    }
}

/// SplitMix64: the same numbers on every machine.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
