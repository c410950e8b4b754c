import ComplaintModel
import GRDB
import GRDBSQLite

/// Reads what a hit shows, and no more: a row's other fields cost more than finding it.
final class HitReader {
    private let statement: Statement
    private let highlighter: Highlighter

    init(_ db: Database, _ highlighter: Highlighter) throws {
        statement = try db.statement(.fetchHit)
        self.highlighter = highlighter
    }

    /// Nil when there is no such row.
    func hit(_ row: RankedRow, explanation: Explanation?) throws -> Hit? {
        let raw = statement.sqliteStatement
        sqlite3_reset(raw)
        sqlite3_bind_int64(raw, 1, Int64(row.id))
        defer { sqlite3_reset(raw) }
        let code = sqlite3_step(raw)
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        let columns = HitColumns(raw: raw)
        let snippet = try snippet(columns)
        return Hit(
            id: Int64(row.id), number: columns.string(0), score: Double(row.score), isRelaxed: !row.isStrict,
            snippet: snippet.text, highlights: snippet.highlights,
            receivedAt: columns.integer(3).map { Timestamp(epochSeconds: $0) }, merchantID: columns.integer(4),
            merchantName: columns.string(5), category: columns.string(6), district: columns.string(7),
            status: Status(code: columns.code(8)) ?? .received, channel: Channel(code: columns.code(2)) ?? .other,
            kind: Kind(code: columns.code(1)) ?? .complaint,
            amount: columns.integer(9).flatMap { Amount(cents: $0) }, explanation: explanation)
    }

    /// From the text; from demand, merchant's name or tags where only those hold what was looked for.
    private func snippet(_ columns: HitColumns) throws -> Snippet {
        for column in [10, 11, 5] as [Int32] {
            let text = columns.bytes(column)
            let ranges = try highlighter.ranges(in: UnsafeRawBufferPointer(text))
            if !ranges.isEmpty { return Snippet(text, ranges) }
        }
        let tags = Body.tags(columns.string(12) ?? "").joined(separator: " ")
        let ranges = try highlighter.ranges(in: tags)
        return ranges.isEmpty ? Snippet(columns.bytes(10), []) : Snippet(tags, ranges)
    }
}

/// The columns of `fetch-hit` at the row stood on; their memory is SQLite's, until the statement steps on.
private struct HitColumns {
    let raw: SQLiteStatement

    func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let text = sqlite3_column_text(raw, column)
        return UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(raw, column)))
    }

    func string(_ column: Int32) -> String? {
        let bytes = bytes(column)
        return bytes.baseAddress == nil ? nil : String(decoding: bytes, as: UTF8.self)
    }

    func integer(_ column: Int32) -> Int64? {
        sqlite3_column_type(raw, column) == SQLITE_NULL ? nil : sqlite3_column_int64(raw, column)
    }

    func code(_ column: Int32) -> UInt8 { UInt8(clamping: sqlite3_column_int64(raw, column)) }
}
