import ComplaintModel
import GRDB
import GRDBSQLite
import TextAnalysis

/// Reads the searched fields of stored rows, to check candidates against their text.
final class BodyReader {
    private let db: Database
    private let analyzer: Analyzer
    private var body: [UInt8] = []

    init(_ db: Database, _ analyzer: Analyzer) {
        self.db = db
        self.analyzer = analyzer
    }

    /// The rows that hold the needle. No byte is copied for Hanzi alone.
    /// - Parameter isLate: asked now and then; once it says so, none of the rest is looked at.
    func holding(_ needle: Needle, among list: RowList, isLate: () -> Bool) throws -> RowList {
        guard needle.hanzi.isEmpty else {
            let sought = analyzer.sought(needle.hanzi)
            return try kept(list, isLate) { fields in
                Fields.columns.contains { self.analyzer.holds(sought, in: fields[$0]) }
            }
        }
        return try kept(list, isLate) { try self.holds(needle, $0) }
    }

    /// The rows in which both needles stand in one field with at most `distance` atoms between them, in either order.
    func holding(
        _ first: Needle, near second: Needle, distance: Int, among list: RowList, isLate: () -> Bool
    ) throws -> RowList {
        try kept(list, isLate) { try self.holds(first, near: second, distance: distance, $0) }
    }

    /// The rows whose fields pass the test.
    private func kept(_ list: RowList, _ isLate: () -> Bool, _ test: (Fields) throws -> Bool) throws -> RowList {
        guard !list.rows.isEmpty else { return .empty }
        let fields = Fields(raw: try db.statement(.fetchBody).sqliteStatement)
        defer { sqlite3_reset(fields.raw) }
        var (looked, late) = (0, false)
        return try list.filter { id in
            looked += 1
            if looked & 255 == 0 { late = late || isLate() }
            return try !late && fields.step(to: id) && test(fields)
        }
    }

    private func holds(_ needle: Needle, _ fields: Fields) throws -> Bool {
        load(fields)
        return try body.withUnsafeBytes { bytes in
            try analyzer.withSqueezed(bytes) { needle.firstPlace(in: $0) != nil }
        }
    }

    private func holds(_ first: Needle, near second: Needle, distance: Int, _ fields: Fields) throws -> Bool {
        load(fields)
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

    private func load(_ fields: Fields) {
        body.removeAll(keepingCapacity: true)
        for column in Fields.columns {
            if column > Fields.columns.lowerBound { body.append(Body.fieldBreak) }
            body.append(contentsOf: fields[column])
        }
    }
}

/// The searched fields of the row that a statement stands on; valid until its next step.
private struct Fields {
    let raw: SQLiteStatement

    static let columns: Range<Int32> = 0..<4

    /// The bytes as they lie in SQLite's memory: asking for a text would copy them for a zero behind.
    subscript(column: Int32) -> UnsafeRawBufferPointer {
        let bytes = sqlite3_column_blob(raw, column)
        return UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(raw, column)))
    }

    /// False where there is no such row.
    func step(to id: Int) throws -> Bool {
        sqlite3_reset(raw)
        sqlite3_bind_int64(raw, 1, Int64(id))
        let code = sqlite3_step(raw)
        if code == SQLITE_DONE { return false }
        guard code == SQLITE_ROW else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        return true
    }
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
