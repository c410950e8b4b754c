import ComplaintModel
import Testing

@testable import ComplaintIndex

@Suite struct ExactSearchTests {
    static let queries = [
        "退款", "客服态度", "\"客服态度\"", "消费者", "消费者 退款", "退款 OR 快递", "消费者 OR 健身房 OR 4980", "退款 -快递", "-退款",
        "(退款 OR 快递) 客服", "我", "不 的", "iphone*", "退*", "\"退款 快递\"~3", "4980", "四千九百八", "预付卡 category:网购",
        "退款 amount:>1000", "快递 -channel:web", "虚假宣传", "退換貨 賠償", "洗衣机 VIP会员 健身房 预付卡 虚假宣传 wifi iphone12",
        "腿款", "腿款 客服", "赔尝 预付卡 健身房 洗衣机", "merchant:优健 退款", "预付卡 (洗衣机 OR 腿款)", "\"预付卡\" 洗衣机 手机 质量 wifi",
        "received:2020-09-13 退款", "", "category:预付卡", "退款客服快递质量服务投诉赔偿物流没有手机", "*", "vip会员 OR -退款", "4*",
        "四千九百八 退款", "退款 -四千九百八", "四千九百八 4980 我", "\"消费者\" 四千九百八 不",
    ]

    /// Rows in many segments, some replaced and so deleted in older ones.
    static func store(_ seed: UInt64) throws -> SeededStore {
        let store = try SeededStore(rows: 160, seed: seed, rowsATime: 20)
        for _ in 0..<3 { try store.add((0..<10).map { _ in store.complaint() }) }
        return store
    }

    @Test("searches give what looking at every text gives", arguments: [1, 2] as [UInt64])
    func exact(_ seed: UInt64) throws {
        let seeded = try Self.store(seed)
        let requests = Self.queries.filter { !$0.isEmpty && $0 != "category:预付卡" }.map {
            SearchRequest(query: $0, deadline: 0)
        }
        let expected = try ExactSearch(store: seeded.store).answers(requests)
        for (request, exact) in zip(requests, expected) {
            for readsPages in [true, false] {
                let answer = try seeded.store.search(request, formula: .standard, readsPages: readsPages)
                #expect(answer.total == exact.total, "\(request.query)")
                #expect(answer.relaxedTotal == exact.relaxedTotal, "\(request.query)")
                #expect(answer.hits.map(\.id) == exact.hits.map(\.id), "\(request.query)")
                #expect(answer.hits.map { Float($0.score) } == exact.hits.map(\.score), "\(request.query)")
                #expect(answer.hits.map(\.isRelaxed) == exact.hits.map(\.isRelaxed), "\(request.query)")
            }
        }
    }

    @Test("what was counted for one search is not believed once rows came, changed or went, or segments were merged")
    func counted() throws {
        let seeded = try Self.store(3)
        let queries = ["退款", "\"消费者\" 我", "腿款 客服", "退款 OR 快递", "merchant:优健 退款", "预付卡 洗衣机 手机"]
        let requests = queries.map { SearchRequest(query: $0, facets: [.merchant], deadline: 0) }
        let changes: [() throws -> Void] = [
            {}, { try seeded.add((0..<7).map { _ in seeded.complaint() }) },
            { _ = try seeded.store.reindex { _, _ in } }, { _ = try seeded.store.mergeStep(pages: 50) },
            { _ = try seeded.store.erase([3, 30, 60]) },
        ]
        for change in changes {
            try change()
            let expected = try ExactSearch(store: seeded.store).answers(requests)
            for (request, exact) in zip(requests, expected) {
                for _ in 0..<2 {
                    let answer = try seeded.store.search(request)
                    #expect(answer.total == exact.total, "\(request.query)")
                    #expect(answer.hits.map { Float($0.score) } == exact.hits.map(\.score), "\(request.query)")
                }
            }
        }
    }

    @Test("pages follow one another without a gap or a repeat, in every order", arguments: SearchSort.allCases)
    func pages(_ sort: SearchSort) throws {
        let seeded = try Self.store(4)
        for query in Self.queries.enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
            var request = SearchRequest(query: query, sort: sort, limit: 1000, deadline: 0)
            let whole = try seeded.store.search(request)
            request.limit = 23
            var ids: [Int64] = []
            repeat {
                let page = try seeded.store.search(request)
                ids += page.hits.map(\.id)
                request.cursor = page.nextCursor
                #expect(page.total == whole.total)
            } while request.cursor != nil
            #expect(ids == whole.hits.map(\.id), "\(query)")
            #expect(Set(ids).count == ids.count && ids.count == whole.total + whole.relaxedTotal, "\(query)")
        }
    }

    @Test("newest, oldest and amount order as sorting all rows does", arguments: [SearchSort.newest, .oldest, .amount])
    func sorted(_ sort: SearchSort) throws {
        let seeded = try Self.store(5)
        for query in ["退款", "", "退款 OR 快递", "category:网购", "不"] {
            let all = try seeded.store.search(SearchRequest(query: query, limit: 1000)).hits.filter { !$0.isRelaxed }
            let expected = all.sorted { a, b in
                func key(_ hit: Hit) -> Int64? {
                    switch sort {
                    case .amount: hit.amount?.cents
                    case .oldest: hit.receivedAt.map { -$0.epochSeconds }
                    default: hit.receivedAt?.epochSeconds
                    }
                }
                let (x, y) = (key(a) ?? .min, key(b) ?? .min)
                return x != y ? x > y : a.id > b.id
            }
            let answer = try seeded.store.search(SearchRequest(query: query, sort: sort, limit: 50))
            #expect(answer.hits.filter { !$0.isRelaxed }.map(\.id) == expected.prefix(50).map(\.id), "\(query)")
        }
    }

    @Test("facets count every strict row once")
    func facets() throws {
        let seeded = try Self.store(6)
        for query in ["退款", "", "退款 OR 快递", "我 -不"] {
            let answer = try seeded.store.search(
                SearchRequest(query: query, limit: 1000, facets: FacetName.allCases))
            let strict = answer.hits.filter { !$0.isRelaxed }
            for (name, counts) in answer.facets {
                let values = strict.compactMap { hit -> String? in
                    switch name {
                    case .category: hit.category
                    case .district: hit.district
                    case .channel: hit.channel.rawValue
                    case .kind: hit.kind.rawValue
                    case .status: hit.status.rawValue
                    case .merchant: hit.merchantName
                    }
                }
                let expected = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
                #expect(Dictionary(uniqueKeysWithValues: counts.map { ($0.value, $0.count) }) == expected, "\(name)")
            }
        }
    }

    @Test("a process that has read lengths alone ranks as one that has read every field, and reads these when asked")
    func lengthsAlone() throws {
        let seeded = try Self.store(8)
        let reader = try Store(path: seeded.store.path, access: .read)
        for query in ["退款", "退款 OR 快递", "我 -不", "腿款 客服", "预付卡 洗衣机 手机"] {
            let plain = SearchRequest(query: query, limit: 50)
            var explained = plain
            explained.explain = true
            let fresh = try Store(path: seeded.store.path, access: .read)
            let answers = [try reader.search(plain), try fresh.search(explained), try fresh.search(plain)]
            for answer in answers {
                #expect(answer.total == answers[0].total && answer.relaxedTotal == answers[0].relaxedTotal)
                #expect(answer.hits.map(\.id) == answers[0].hits.map(\.id), "\(query)")
                #expect(answer.hits.map(\.score) == answers[0].hits.map(\.score), "\(query)")
            }
            #expect(!answers[0].hits.isEmpty)
            try seeded.add((0..<5).map { _ in seeded.complaint() })
        }
        let faceted = SearchRequest(query: "退款 category:网购", sort: .amount, facets: [.channel])
        let (a, b) = (try reader.search(faceted), try seeded.store.search(faceted))
        #expect(a.hits.map(\.id) == b.hits.map(\.id) && !a.hits.isEmpty)
        #expect(a.facets.map(\.counts) == b.facets.map(\.counts))
    }
}
