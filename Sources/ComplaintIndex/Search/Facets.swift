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

    /// The values of each of `names` among `rows`, commonest first, equal ones by value. One pass for merchants, one for
    /// all the others.
    func counts(_ names: [FacetName], _ rows: Rows) throws -> [(name: FacetName, counts: [FacetCount])] {
        let tallies = names.contains { $0 != .merchant } ? tally(rows) : nil
        return try names.map { ($0, try counts($0, rows, tallies ?? Tallies())) }
    }

    private func counts(_ name: FacetName, _ rows: Rows, _ tallies: Tallies) throws -> [FacetCount] {
        switch name {
        case .category: coded(tallies.category, .category)
        case .district: coded(tallies.district, .district)
        case .channel: named(tallies.channel) { Channel(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .kind: named(tallies.kind) { Kind(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .status: named(tallies.status) { Status(code: $0).map { ($0.rawValue, $0.chineseName) } }
        case .merchant: try merchants(rows)
        }
    }

    /// How many rows have each number of a column.
    private struct Tallies {
        var category: ArraySlice<UInt32> = []
        var district: ArraySlice<UInt32> = []
        var channel: ArraySlice<UInt32> = []
        var kind: ArraySlice<UInt32> = []
        var status: ArraySlice<UInt32> = []
    }

    /// All in one loop: rows that follow each other often share a value, and a counter that waits for itself leaves time
    /// for the others. The columns' counters lie one behind the other; numbers that no value has are counted in one place
    /// more, which is not read.
    private func tally(_ rows: Rows) -> Tallies {
        let (categories, districts) = (codes.count(.category), codes.count(.district))
        let district = categories + 1
        let channel = district + districts + 1
        let (kind, status) = (channel + 256, channel + 512)
        var counts = [UInt32](repeating: 0, count: status + 256)
        counts.withUnsafeMutableBufferPointer { counts in
            columns.forEachPart(of: rows.list) { block, part in
                for row in part {
                    let slot = Int(row) & ColumnBlock.mask
                    counts[min(Int(block.category[slot]), categories)] &+= 1
                    counts[district + min(Int(block.district[slot]), districts)] &+= 1
                    counts[channel + Int(block.channel[slot])] &+= 1
                    counts[kind + Int(block.kind[slot])] &+= 1
                    counts[status + Int(block.status[slot])] &+= 1
                }
            }
        }
        return Tallies(
            category: counts[..<categories], district: counts[district..<district + districts],
            channel: counts[channel..<kind], kind: counts[kind..<status], status: counts[status...])
    }

    private func coded(_ counts: ArraySlice<UInt32>, _ list: CodeList) -> [FacetCount] {
        let found = counts.enumerated().compactMap { code, count in
            count == 0
                ? nil : codes.value(list, UInt16(code)).map { FacetCount(value: $0, label: nil, count: Int(count)) }
        }
        return Self.first(found)
    }

    private func named(_ counts: ArraySlice<UInt32>, _ name: (UInt8) -> (String, String)?) -> [FacetCount] {
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
        var top = TopRows(limit: Self.limit, after: nil)
        counts.withUnsafeMutableBufferPointer { counts in
            columns.forEachPart(of: rows.list) { block, part in
                let merchants = block.merchant
                for row in part {
                    let merchant = Int(merchants[Int(row) & ColumnBlock.mask])
                    if merchant < counts.count { counts[merchant] &+= 1 }
                }
            }
            // An entity is the lowest of its ids, so that it lies within the array too, and before them.
            entities.forEachMoved(below: counts.count) { id, entity in
                counts[entity] &+= counts[id]
                counts[id] = 0
            }
            var lowest: UInt32 = 1
            for merchant in counts.indices where counts[merchant] >= lowest {
                // The lower id first among equals.
                top.offer(RankedRow(id: -merchant, key: UInt64(counts[merchant]), isStrict: true))
                lowest = max(1, UInt32(clamping: top.lowest(isStrict: true)))
            }
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
