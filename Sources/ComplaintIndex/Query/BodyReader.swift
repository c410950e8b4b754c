import ComplaintModel
import GRDB
import GRDBSQLite
import TextAnalysis

/// Reads the searched fields of stored rows, to check candidates against their text. 0.5 µs a row for a text that holds
/// the needle as it is typed.
final class BodyReader {
    private let statement: Statement
    private let raw: SQLiteStatement
    private let analyzer: Analyzer
    private var body: [UInt8] = []

    init(_ db: Database, _ analyzer: Analyzer) throws {
        statement = try db.statement(.fetchBody)
        raw = statement.sqliteStatement
        self.analyzer = analyzer
    }

    /// Whether the row holds the needle. No byte is copied for Hanzi alone, which most rows hold as they are typed.
    func holds(_ needle: Needle, id: Int) throws -> Bool {
        guard try step(to: id) else { return false }
        if !needle.hanzi.isEmpty {
            return needle.firstPlace(in: bytes(0)) != nil
                || Self.columns.contains { analyzer.holds(needle.hanzi, in: bytes($0)) }
        }
        load()
        return try body.withUnsafeBytes { bytes in
            try analyzer.withSqueezed(bytes) { needle.firstPlace(in: $0) != nil }
        }
    }

    /// Whether both needles stand in one field with at most `distance` atoms between them, in either order.
    func holdsNear(_ first: Needle, _ second: Needle, distance: Int, id: Int) throws -> Bool {
        guard try step(to: id) else { return false }
        load()
        let analysis = try body.withUnsafeBytes { try analyzer.analyze($0, .squeeze) }
        let a = NeedlePlaces.atoms(of: first, in: analysis)
        let b = NeedlePlaces.atoms(of: second, in: analysis)
        return a.contains { x in
            b.contains { y in
                guard !x.overlaps(y) else { return false }
                let gap = x.lowerBound < y.lowerBound ? x.upperBound..<y.lowerBound : y.upperBound..<x.lowerBound
                return gap.count <= distance && NeedlePlaces.isOneField(x, y, analysis)
            }
        }
    }

    /// The statement stays at the row until the next one, and is reset when the reader goes.
    private func step(to id: Int) throws -> Bool {
        sqlite3_reset(raw)
        sqlite3_bind_int64(raw, 1, Int64(id))
        let code = sqlite3_step(raw)
        if code == SQLITE_DONE { return false }
        guard code == SQLITE_ROW else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        return true
    }

    /// The searched fields.
    private static let columns: Range<Int32> = 0..<4

    private func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let text = sqlite3_column_text(raw, column)
        return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(raw, column)))
    }

    private func load() {
        body.removeAll(keepingCapacity: true)
        for column in Self.columns {
            if column > 0 { body.append(Body.fieldBreak) }
            body.append(contentsOf: bytes(column))
        }
    }

    deinit { sqlite3_reset(raw) }
}

/// Where needles stand in an analysis.
enum NeedlePlaces {
    /// The atoms of each occurrence, in order.
    static func atoms(of needle: Needle, in analysis: Analysis) -> [Range<Int>] {
        var places: [Range<Int>] = []
        analysis.squeezed.withUnsafeBytes { squeezed in
            var from = 0
            while let at = needle.firstPlace(in: squeezed, from: from) {
                if let first = index(at, analysis) {
                    let last = index(at + needle.bytes.count - 1, analysis) ?? first
                    places.append(first..<last + 1)
                }
                from = at + 1
            }
        }
        return places
    }

    /// The atom that covers a byte of the squeezed form. O(log atoms).
    private static func index(_ byte: Int, _ analysis: Analysis) -> Int? {
        var (low, high) = (0, analysis.atoms.count)
        while low < high {
            let middle = (low + high) / 2
            if analysis.atoms[middle].squeezedRange.upperBound <= byte { low = middle + 1 } else { high = middle }
        }
        return low < analysis.atoms.count && analysis.atoms[low].squeezedRange.contains(byte) ? low : nil
    }

    /// No field ends between two places.
    static func isOneField(_ a: Range<Int>, _ b: Range<Int>, _ analysis: Analysis) -> Bool {
        let start = analysis.atoms[min(a.lowerBound, b.lowerBound)].squeezedRange.lowerBound
        let end = analysis.atoms[max(a.upperBound, b.upperBound) - 1].squeezedRange.upperBound
        return !analysis.pool[start..<end].contains(Body.fieldBreak)
    }
}
