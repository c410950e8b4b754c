import ComplaintModel
import Testing

@testable import ComplaintIndex

/// Passes over columns, that leave blocks out, against a look at every row.
@Suite struct RowFactsTests {
    /// Rows that mostly rise with time, some without a time, some absent; a block is a hole.
    private func facts(_ random: inout Seeded) throws -> RowFacts {
        var blocks: [ColumnBlock?] = []
        for index in 0..<5 {
            var bytes = [UInt8](repeating: 0, count: ColumnBlock.count * ColumnRecord.size)
            for slot in 0..<ColumnBlock.count where Int.random(in: 0..<10, using: &random) > 0 {
                var record = ColumnRecord()
                let step = Int64.random(in: 0..<2_000, using: &random)
                record.setReceivedAt(
                    Bool.random(using: &random)
                        ? Int64(index) * 1_000 + step : slot % 3 == 0 ? nil : Int64(index) * 1_000)
                record.merchant =
                    Bool.random(using: &random) ? UInt32.random(in: 1...9, using: &random) : ColumnRecord.none32
                record.district = UInt16.random(in: 0...4, using: &random)
                record.amount = Bool.random(using: &random) ? UInt64(slot) : ColumnRecord.none64
                (record.category, record.channel) = (record.district, UInt8(slot & 7))
                record.flags = ColumnRecord.present
                bytes.withUnsafeMutableBytes { raw in
                    record.write(to: .init(rebasing: raw[slot * ColumnRecord.size..<(slot + 1) * ColumnRecord.size]))
                }
            }
            let block = bytes.withUnsafeBytes { ColumnBlock(index: index, version: 1, records: $0) }
            blocks.append(index == 2 ? nil : block)
        }
        let names = try TestIndex().store.read { db in try CodeNames(db) }
        return RowFacts(Columns(blocks: blocks, version: 1, lengths: FlatLengths()), names)
    }

    private func plain(_ facts: RowFacts, _ conditions: RowConditions) -> [Int32] {
        (0..<facts.capacity).filter { id in
            guard let fact = facts[id] else { return false }
            if let range = conditions.received, !(fact.receivedAt.map(range.contains) ?? false) { return false }
            if let districts = conditions.districts, !districts.contains(fact.district) { return false }
            return conditions.mentions.map { fact.merchant.map($0.contains) ?? false } ?? true
        }.map(Int32.init)
    }

    @Test("rows that meet conditions are those that a look at every row finds")
    func rows() throws {
        var random = Seeded(1)
        let facts = try facts(&random)
        #expect(facts.rows(RowConditions()) == plain(facts, RowConditions()))
        for _ in 0..<200 {
            var conditions = RowConditions()
            let ends = (0..<2).map { _ in Int64.random(in: -500...7_000, using: &random) }.sorted()
            switch Int.random(in: 0..<4, using: &random) {
            case 0: conditions.received = EpochRange(lower: ends[0], upper: nil)
            case 1: conditions.received = EpochRange(lower: nil, upper: ends[1])
            case 2: conditions.received = EpochRange(lower: ends[0], upper: ends[1])
            default: break
            }
            if Bool.random(using: &random) { conditions.districts = [1, 3] }
            if Bool.random(using: &random) { conditions.mentions = [2, 5, 70] }
            #expect(facts.rows(conditions) == plain(facts, conditions))
        }
    }

    @Test("a field of many complaints is that of each")
    func fields() throws {
        var random = Seeded(3)
        let facts = try facts(&random)
        for rows in [[], (0..<6_000).map { _ in Int32.random(in: 0..<6_000, using: &random) }, Array(0..<6_000)] {
            let each = rows.map { facts[Int($0)] }
            #expect(rows.map { facts.holds(Int($0)) } == each.map { $0 != nil })
            #expect(facts.days(of: rows) == each.map { $0?.day.map(Int32.init) ?? .min })
            #expect(facts.seconds(of: rows) == each.map { $0?.receivedAt ?? .min })
            #expect(facts.cents(of: rows) == each.map { $0?.cents })
            #expect(facts.categoryCodes(of: rows) == each.map { $0?.category ?? .max })
            #expect(facts.districtCodes(of: rows) == each.map { $0?.district ?? .max })
            #expect(facts.channelCodes(of: rows) == each.map { $0?.channel ?? .max })
        }
    }

    @Test("the last time before an end is that of all rows before it")
    func last() throws {
        var random = Seeded(2)
        let facts = try facts(&random)
        let times = (0..<facts.capacity).compactMap { facts[$0]?.receivedAt }
        #expect(facts.lastReceived(before: nil) == times.max())
        for end in stride(from: Int64(-10), to: 7_000, by: 37) {
            #expect(facts.lastReceived(before: end) == times.filter { $0 < end }.max())
        }
    }
}
