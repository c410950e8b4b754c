import ComplaintIndex
import ComplaintModel
import GRDB
import Testing

@testable import MerchantClusters

/// Lists of clusters against one that looks at every complaint for every cluster.
@Suite struct ClusterListerTests {
    /// The dull list: ids, sizes and figures in order, as one transaction sees them.
    private func plain(_ store: Store, _ request: ClusterRequest) throws -> (total: Int, clusters: [String]) {
        try store.read { db in
            let (facts, links) = (try store.rowFacts(db), try store.links(db))
            let (entities, redirects) = (try MerchantEntities(db), try ClusterRedirects(db))
            let chosen = (0..<facts.capacity).filter { id in
                guard let fact = facts[id] else { return false }
                if let from = request.from, fact.receivedAt ?? .min < from { return false }
                if let to = request.to, fact.receivedAt ?? .max >= to { return false }
                if let district = request.district, facts.district(fact.district) != district { return false }
                guard let merchants = request.merchants else { return true }
                return fact.merchant.map { merchants.contains(Int64(entities.entity(of: UInt32($0)))) } ?? false
            }
            let groups = Dictionary(grouping: chosen.map(Int32.init)) { redirects[links[Int($0)].cluster] }
            let today = (0..<facts.capacity).compactMap { facts[$0]?.receivedAt }.filter { $0 < request.to ?? .max }
                .max().map(ClusterFigures.day)
            let figures = ClusterFigures(facts, links, today)
            let codes = request.category.map { facts.categoryCodes($0) }
            let clusters = groups.filter { cluster, ids in
                cluster != 0 && ids.count >= request.minSize && (codes.map { figures.isMain($0, ids) } ?? true)
            }.map { (figures.summary(Int64($0), $1), figures.rank($1), $1) }
            let sorted = clusters.sorted { a, b in
                switch request.sort {
                case .significance:
                    (b.1.significance, b.2.count, a.0.id) < (a.1.significance, a.2.count, b.0.id)
                case .size: (b.2.count, a.0.id) < (a.2.count, b.0.id)
                case .newest: (b.1.last, a.0.id) < (a.1.last, b.0.id)
                case .amount: (b.1.cents, a.0.id) < (a.1.cents, b.0.id)
                }
            }
            let shown = try sorted.dropFirst(request.after).prefix(request.limit).map { summary, _, ids in
                var summary = summary
                let describer = ClusterDescriber(store, try IssueTermExtractor.shared.get(), db)
                summary.describe(try describer.describe(summary.id, ids, facts))
                return "\(summary)"
            }
            return (clusters.count, Array(shown))
        }
    }

    private func expectSame(_ reader: ClusterReader, _ store: Store, _ request: ClusterRequest) throws {
        let (found, plain) = (try reader.list(request), try plain(store, request))
        #expect(found.total == plain.total)
        #expect(found.clusters.map { "\($0)" } == plain.clusters)
    }

    /// Every way to choose complaints, in every order, and pages of them.
    private func requests() -> [ClusterRequest] {
        var requests: [ClusterRequest] = []
        for sort in ClusterSort.allCases {
            for choice in 0..<6 {
                var request = ClusterRequest()
                (request.sort, request.minSize) = (sort, 1 + choice % 3)
                if choice > 1 { request.from = 1_609_459_200 + 10 * 86_400 }
                if choice % 2 == 1 { request.to = 1_609_459_200 + 30 * 86_400 }
                if choice == 0 || choice == 4 { request.district = "洪山区" }
                if choice == 5 { request.category = "预付卡" }
                if choice == 3 { (request.after, request.limit) = (1, 2) }
                requests.append(request)
            }
        }
        return requests
    }

    private func fill(_ scratch: Scratch, rounds: Range<Int>) throws -> [Int64] {
        try rounds.flatMap { round in
            try (Texts.closed + Texts.noise).enumerated().map { place, text in
                try scratch.add(
                    text + "，第\(round)次", merchant: ["优健健身", "丽妍美容院", nil][(round + place) % 3],
                    phone: place % 2 == 0 ? "1390000000\(place)" : nil, day: 1 + round * 9 + place,
                    district: place % 3 == 0 ? "洪山区" : "武昌区", category: place % 2 == 0 ? "预付卡/健身" : "环境",
                    amount: Int64(round * 1000))
            }
        }
    }

    @Test("clusters of a period or district are those that a look at every complaint finds, asked once or again")
    func same() throws {
        let scratch = try Scratch()
        let reader = ClusterReader(scratch.store, LiveGroups())
        var ids = try fill(scratch, rounds: 0..<3)
        for request in requests() + requests() { try expectSame(reader, scratch.store, request) }
        ids += try fill(scratch, rounds: 3..<5)
        for request in requests() { try expectSame(reader, scratch.store, request) }
        _ = try scratch.store.set(id: ids[2], [.category("价格"), .district("洪山区")], by: "test")
        for request in requests() { try expectSame(reader, scratch.store, request) }
        _ = try scratch.store.rebuildClusters { _, _ in }
        for request in requests() { try expectSame(reader, scratch.store, request) }
    }

    @Test(
        "what can be told from the main category is what all complaints tell, and it is told where one has more than half"
    )
    func mainCategory() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let codes = (0..<Int.random(in: 0...9, using: &random)).map { _ in UInt16.random(in: 0...3, using: &random)
            }
            var main = MainCategory()
            for code in codes { main.vote(code) }
            main.settle()
            for code in codes { main.count(code) }
            let isClear = (0...3).contains { one in codes.count(where: { $0 == one }) * 2 > codes.count }
            for wanted in [[], [0], [1, 2], [0, 3], [0, 1, 2, 3]] as [Set<UInt16>] {
                let answer = main.isOne(of: wanted)
                let plain = !codes.isEmpty && codes.count(where: wanted.contains) * 2 >= codes.count
                #expect(answer == nil || answer == plain)
                if isClear || codes.isEmpty { #expect(answer == plain) }
            }
        }
    }

    @Test("clusters of one merchant in a period are those that a look at every complaint finds")
    func ofMerchant() throws {
        let scratch = try Scratch()
        let reader = ClusterReader(scratch.store, LiveGroups())
        _ = try fill(scratch, rounds: 0..<3)
        for var request in requests() {
            request.merchants = try reader.merchants(named: "丽妍")
            try expectSame(reader, scratch.store, request)
        }
    }

    @Test("figures counted for all clusters at once are those of each cluster's own complaints")
    func tallies() throws {
        let scratch = try Scratch()
        _ = try fill(scratch, rounds: 0..<4)
        let (facts, links) = try scratch.store.read { db in
            (try scratch.store.rowFacts(db), try scratch.store.links(db))
        }
        let figures = ClusterFigures(facts, links, facts.lastReceived(before: nil).map(ClusterFigures.day))
        var random = SystemRandomNumberGenerator()
        for minSize in [1, 1, 2, 100, 120] {
            // Some beyond all complaints, which have no figures.
            let rows = (0..<1_500).filter { _ in Int.random(in: 0..<4, using: &random) > 0 }.map(Int32.init)
            let clusterOf = rows.map { _ in UInt32.random(in: 0...9, using: &random) }
            let tallies = ClusterTallies(rows, in: clusterOf, figures, minSize: minSize)
            let groups = Dictionary(grouping: zip(clusterOf, rows)) { $0.0 }.mapValues { $0.map(\.1) }
            #expect(tallies.clusters == groups.filter { $0 != 0 && $1.count >= minSize }.keys.sorted())
            let (all, codes) = (tallies.ranks(), facts.categoryCodes("预付卡"))
            let (areMain, shown) = (
                tallies.areMain(codes), tallies.complaints(at: tallies.clusters.indices.filter { $0 % 2 == 0 })
            )
            for (place, cluster) in tallies.clusters.enumerated() {
                let ids = groups[cluster] ?? []
                #expect(tallies.sizes[place] == ids.count)
                #expect("\(all[place])" == "\(figures.rank(ids))")
                #expect(areMain[place] == figures.isMain(codes, ids))
                #expect(tallies.mainCategories()[place] == figures.mainCategory(ids))
                #expect(shown[place] == (place % 2 == 0 ? ids : nil))
                for sort in ClusterSort.allCases {
                    #expect("\(tallies.ranks(for: sort)[place])" == "\(figures.rank(ids, for: sort))")
                }
            }
        }
        #expect(ClusterTallies([], in: [], figures, minSize: 1).ranks().isEmpty)
    }
}
