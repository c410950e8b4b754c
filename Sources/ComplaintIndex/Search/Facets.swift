import ComplaintModel
import GRDB

/// Counts rows by a field: one pass over an array. O(rows).
struct Facets {
    private let columns: Columns
    private let codes: CodeNames?
    private let db: Database

    /// Most values a facet lists.
    static let limit = 50

    init(_ columns: Columns, _ codes: CodeNames?, _ db: Database) {
        self.columns = columns
        self.codes = codes
        self.db = db
    }

    /// The values of `name` among `rows`, commonest first, equal ones by value.
    func counts(_ name: FacetName, _ rows: RowSet) throws -> [FacetCount] {
        switch name {
        case .category: return coded(tally16(rows) { $0.category }, .category)
        case .district: return coded(tally16(rows) { $0.district }, .district)
        case .channel:
            return named(tally8(rows) { $0.channel }) { Channel(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .kind: return named(tally8(rows) { $0.kind }) { Kind(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .status:
            return named(tally8(rows) { $0.status }) { Status(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .merchant: return try merchants(rows)
        }
    }

    private func tally8(_ rows: RowSet, _ field: (ColumnBlock) -> UnsafePointer<UInt8>) -> [Int] {
        tally(rows, size: 256, field)
    }

    private func tally16(_ rows: RowSet, _ field: (ColumnBlock) -> UnsafePointer<UInt16>) -> [Int] {
        tally(rows, size: 65_536, field)
    }

    private func tally<T: FixedWidthInteger & UnsignedInteger>(
        _ rows: RowSet, size: Int, _ field: (ColumnBlock) -> UnsafePointer<T>
    ) -> [Int] {
        var counts = [Int](repeating: 0, count: size)
        let words = rows.words
        for case let block? in columns.blocks {
            let values = field(block)
            let first = block.firstID >> 6
            for word in first..<min(first + ColumnBlock.count / 64, words.count) where words[word] != 0 {
                var rest = words[word]
                while rest != 0 {
                    counts[Int(values[((word - first) << 6) + rest.trailingZeroBitCount])] += 1
                    rest &= rest - 1
                }
            }
        }
        return counts
    }

    private func coded(_ counts: [Int], _ list: CodeList) -> [FacetCount] {
        let found = counts.enumerated().compactMap { code, count in
            count == 0 ? nil : codes?.value(list, UInt16(code)).map { FacetCount(value: $0, label: nil, count: count) }
        }
        return Self.first(found)
    }

    private func named(_ counts: [Int], _ name: (UInt8) -> (String, String)?) -> [FacetCount] {
        let found = counts.enumerated().compactMap { code, count in
            count == 0 ? nil : name(UInt8(code)).map { FacetCount(value: $0.0, label: $0.1, count: count) }
        }
        return Self.first(found)
    }

    private func merchants(_ rows: RowSet) throws -> [FacetCount] {
        var counts: [UInt32: Int] = [:]
        rows.forEach { id in
            if let block = columns.blocks[id >> ColumnBlock.shift] {
                let merchant = block.merchant[id & ColumnBlock.mask]
                if merchant != ColumnRecord.none32 { counts[merchant, default: 0] += 1 }
            }
            return true
        }
        let top = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(Self.limit)
        return try top.compactMap { merchant, count in
            let name = try db.value(.merchantName, [merchant], as: String.self)
            return name.map { FacetCount(value: $0, label: nil, count: count) }
        }
    }

    private static func first(_ counts: [FacetCount]) -> [FacetCount] {
        Array(counts.sorted { ($0.count, $1.value) > ($1.count, $0.value) }.prefix(limit))
    }
}
