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
        return try names.map { ($0, try counts($0, rows, tallies ?? Tallies(categories: 0, districts: 0))) }
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

    /// How many rows have each number; numbers that no value has are counted in the last place and not read.
    private struct Tallies {
        var category: [UInt32]
        var district: [UInt32]
        var channel = [UInt32](repeating: 0, count: 256)
        var kind = [UInt32](repeating: 0, count: 256)
        var status = [UInt32](repeating: 0, count: 256)

        init(categories: Int, districts: Int) {
            category = [UInt32](repeating: 0, count: categories + 1)
            district = [UInt32](repeating: 0, count: districts + 1)
        }
    }

    /// All in one loop: rows that follow each other often share a value, and a counter that waits for itself leaves time
    /// for the others.
    private func tally(_ rows: Rows) -> Tallies {
        var tallies = Tallies(categories: codes.count(.category), districts: codes.count(.district))
        tallies.category.withUnsafeMutableBufferPointer { category in
            tallies.district.withUnsafeMutableBufferPointer { district in
                tallies.channel.withUnsafeMutableBufferPointer { channel in
                    tallies.kind.withUnsafeMutableBufferPointer { kind in
                        tallies.status.withUnsafeMutableBufferPointer { status in
                            columns.forEachPart(of: rows.list) { block, part in
                                for row in part {
                                    let slot = Int(row) & ColumnBlock.mask
                                    category[min(Int(block.category[slot]), category.count - 1)] &+= 1
                                    district[min(Int(block.district[slot]), district.count - 1)] &+= 1
                                    channel[Int(block.channel[slot])] &+= 1
                                    kind[Int(block.kind[slot])] &+= 1
                                    status[Int(block.status[slot])] &+= 1
                                }
                            }
                        }
                    }
                }
            }
        }
        tallies.category.removeLast()
        tallies.district.removeLast()
        return tallies
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
