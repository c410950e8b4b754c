import ComplaintModel
import GRDB

/// Counts rows by a field: one pass over an array. O(rows).
struct Facets {
    private let columns: Columns
    private let codes: CodeNames
    private let known: MerchantCache
    private let db: Database

    /// Most values a facet lists.
    static let limit = 50

    init(_ columns: Columns, _ codes: CodeNames, _ known: MerchantCache, _ db: Database) {
        self.columns = columns
        self.codes = codes
        self.known = known
        self.db = db
    }

    /// The values of `name` among `rows`, commonest first, equal ones by value.
    func counts(_ name: FacetName, _ rows: Rows) throws -> [FacetCount] {
        switch name {
        case .category: return coded(tally(rows, codes.count(.category)) { $0.category }, .category)
        case .district: return coded(tally(rows, codes.count(.district)) { $0.district }, .district)
        case .channel:
            return named(tally(rows, 256) { $0.channel }) { Channel(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .kind: return named(tally(rows, 256) { $0.kind }) { Kind(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .status:
            return named(tally(rows, 256) { $0.status }) { Status(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .merchant: return try merchants(rows)
        }
    }

    /// How many rows have each number below `size`; others are not counted.
    private func tally<T: FixedWidthInteger & UnsignedInteger>(
        _ rows: Rows, _ size: Int, _ field: (ColumnBlock) -> UnsafePointer<T>
    ) -> [UInt32] {
        // Two tables side by side: rows that follow each other often share a value, and would wait for each other.
        var counts = [UInt32](repeating: 0, count: 2 * size)
        counts.withUnsafeMutableBufferPointer { counts in
            columns.forEachPart(of: rows.list) { block, part in
                let values = field(block)
                var offset = 0
                for row in part {
                    let value = Int(truncatingIfNeeded: values[Int(row) & ColumnBlock.mask])
                    if value < size { counts[value &+ offset] &+= 1 }
                    offset = size &- offset
                }
            }
            for value in 0..<size { counts[value] &+= counts[size + value] }
        }
        return Array(counts[..<size])
    }

    private func coded(_ counts: [UInt32], _ list: CodeList) -> [FacetCount] {
        let found = counts.enumerated().compactMap { code, count in
            count == 0
                ? nil : codes.value(list, UInt16(code)).map { FacetCount(value: $0, label: nil, count: Int(count)) }
        }
        return Self.first(found)
    }

    private func named(_ counts: [UInt32], _ name: (UInt8) -> (String, String)?) -> [FacetCount] {
        let found = counts.enumerated().compactMap { code, count in
            count == 0 ? nil : name(UInt8(code)).map { FacetCount(value: $0.0, label: $0.1, count: Int(count)) }
        }
        return Self.first(found)
    }

    private func merchants(_ rows: Rows) throws -> [FacetCount] {
        let last = columns.blocks.reduce(0) { max($0, $1?.lastMerchant ?? 0) }
        let state = try MerchantCache.State(db)
        let entities = try known.entities(state, db)
        var counts = [UInt32](repeating: 0, count: Int(last) + 1)
        // An entity is the lowest of its ids, so that it lies within the array too.
        for (merchant, count) in tally(rows, Int(last) + 1, { $0.merchant }).enumerated() where count > 0 {
            let entity = Int(entities.entity(of: UInt32(merchant)))
            counts[entity <= merchant ? entity : merchant] += count
        }
        var top = TopRows(limit: Self.limit, after: nil)
        for (merchant, count) in counts.enumerated() where count > 0 {
            // The lower id first among equals.
            top.offer(RankedRow(id: -merchant, key: UInt64(count), isStrict: true))
        }
        return try top.sorted.compactMap { row in
            let name = try known.name(UInt32(clamping: -row.id), state, db)
            return name.map { FacetCount(value: $0, label: nil, count: Int(row.key)) }
        }
    }

    private static func first(_ counts: [FacetCount]) -> [FacetCount] {
        Array(counts.sorted { ($0.count, $1.value) > ($1.count, $0.value) }.prefix(limit))
    }
}
