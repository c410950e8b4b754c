import ComplaintIndex
import ComplaintModel
import GRDB
import Testing

@testable import MerchantClusters

@Suite struct MerchantDirectoryTests {
    @Test("merchants are listed as a count over all complaints has them, whatever came in since")
    func same() throws {
        let scratch = try Scratch()
        let directory = MerchantDirectory(scratch.store, LiveGroups())
        for round in 0..<4 {
            for (place, name) in ["优健健身", "优健健身光谷店", "丽妍美容院", nil, "江城驾校"].enumerated() where place <= round + 1 {
                try scratch.add("第\(round)次投诉", merchant: name, day: round + place, amount: Int64(place * 700))
            }
            let counts = try scratch.store.read { db in
                let (facts, entities) = (try scratch.store.rowFacts(db), try MerchantEntities(db))
                let ids = (0..<facts.capacity).compactMap { facts[$0] }
                return Dictionary(grouping: ids.filter { $0.merchant != nil }) { fact in
                    Int64(entities.entity(of: UInt32(fact.merchant ?? 0)))
                }
            }
            let sorted = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            for after in 0..<2 {
                let found = try directory.list("", limit: 2, after: after)
                #expect(found.total == counts.count)
                #expect(found.merchants.map(\.id) == sorted.dropFirst(after).prefix(2).map(\.key))
                for merchant in found.merchants {
                    let own = counts[merchant.id] ?? []
                    #expect(merchant.complaints == own.count)
                    #expect(merchant.amount.cents == own.reduce(0) { $0 + ($1.cents ?? 0) })
                    #expect(merchant.firstAt?.epochSeconds == own.compactMap(\.receivedAt).min())
                    #expect(merchant.lastAt?.epochSeconds == own.compactMap(\.receivedAt).max())
                    #expect(merchant == (try directory.detail(of: merchant.id)?.summary))
                }
            }
        }
    }

    @Test("a misspelling is told from stored reasons as from those read", arguments: LinkReason.Kind.allCases)
    func misspelling(kind: LinkReason.Kind) {
        for other in LinkReason.Kind.allCases {
            let reasons = [LinkReason(other, 1.25), LinkReason(kind, -3)]
            #expect(LinkReason.tellMisspelling(reasons.stored) == reasons.contains { $0.kind.isMisspelling })
        }
        #expect(!LinkReason.tellMisspelling(""))
    }
}
