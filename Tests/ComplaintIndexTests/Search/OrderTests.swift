import ComplaintModel
import Testing

@testable import ComplaintIndex

@Suite("Order, pages and counts")
struct OrderTests {
    private func index(_ count: Int) throws -> TestIndex {
        let index = try TestIndex()
        for place in 0..<count {
            let day = 1 + place * 7 % 28
            try index.add(
                #"{"text":"第\#(place)号：押金\#(String(repeating: "不退", count: 1 + place % 4))","amount":\#(place * 13 % 97),"#
                    + #""received_at":"2021-02-\#(day < 10 ? "0" : "")\#(day)","district":"\#(["洪山区", "武昌区", "汉阳区"][place % 3])","#
                    + #""category":"\#(place % 2 == 0 ? "网购/家电" : "预付卡")","channel":"\#(place % 5 == 0 ? "web" : "12315")"}"#
            )
        }
        return index
    }

    private func pages(_ index: TestIndex, _ request: SearchRequest, between: (Int) throws -> Void = { _ in }) throws
        -> [Hit]
    {
        var request = request
        var hits: [Hit] = []
        for page in 0..<100 {
            let answer = try index.store.search(request)
            hits += answer.hits
            guard let cursor = answer.nextCursor else { return hits }
            request.cursor = cursor
            try between(page)
        }
        return hits
    }

    @Test("each sort orders by what it says, the later id first among equals", arguments: SearchSort.allCases)
    func sorts(sort: SearchSort) throws {
        let index = try index(60)
        let answer = try index.store.search(SearchRequest(query: "押金", sort: sort, limit: 60))
        #expect(answer.hits.count == 60)
        for (a, b) in zip(answer.hits, answer.hits.dropFirst()) {
            let (x, y): (Double, Double) =
                switch sort {
                case .relevance: (a.score, b.score)
                case .newest: (Double(a.receivedAt?.epochSeconds ?? 0), Double(b.receivedAt?.epochSeconds ?? 0))
                case .oldest: (-Double(a.receivedAt?.epochSeconds ?? 0), -Double(b.receivedAt?.epochSeconds ?? 0))
                case .amount: (Double(a.amount?.cents ?? -1), Double(b.amount?.cents ?? -1))
                }
            #expect(x > y || (x == y && a.id > b.id))
        }
    }

    @Test("pages joined are the whole, each hit once, in every order", arguments: SearchSort.allCases)
    func paging(sort: SearchSort) throws {
        let index = try index(53)
        let whole = try index.store.search(SearchRequest(query: "押金 不退", sort: sort, limit: 1000)).hits.map(\.id)
        let paged = try pages(index, SearchRequest(query: "押金 不退", sort: sort, limit: 7)).map(\.id)
        #expect(whole.count == 53 && paged == whole)
    }

    @Test("pages stay as they were while rows arrive, scores included", arguments: SearchSort.allCases)
    func stable(sort: SearchSort) throws {
        let index = try index(40)
        let whole = try index.store.search(SearchRequest(query: "押金", sort: sort, limit: 1000)).hits
        let paged = try pages(index, SearchRequest(query: "押金", sort: sort, limit: 6)) { _ in
            for _ in 0..<5 {
                try index.add(#"{"text":"押金押金押金","amount":50,"received_at":"2021-02-14"}"#)
            }
        }
        #expect(paged.map(\.id) == whole.map(\.id) && paged.map(\.score) == whole.map(\.score))
    }

    @Test("relaxed rows are paged behind the whole ones, each once")
    func relaxedPages() throws {
        let texts = (0..<8).map { "押金 不退 \($0)" } + (0..<15).map { "押金 \($0)" }
        let index = try TestIndex(texts)
        let hits = try pages(index, SearchRequest(query: "押金 不退", limit: 5))
        #expect(Set(hits.map(\.id)).count == 23 && hits.count == 23)
        #expect(hits.map(\.isRelaxed) == Array(repeating: false, count: 8) + Array(repeating: true, count: 15))
    }

    @Test("a cursor of another query, or none of ours, is refused")
    func foreignCursor() throws {
        let index = try index(10)
        let cursor = try #require(try index.store.search(SearchRequest(query: "押金", limit: 3)).nextCursor)
        for request in [
            SearchRequest(query: "不退", limit: 3, cursor: cursor),
            SearchRequest(query: "押金", sort: .newest, cursor: cursor),
            SearchRequest(query: "押金", cursor: "abc"), SearchRequest(query: "押金", cursor: String(cursor.dropLast(3))),
        ] {
            #expect(throws: CursorError.self) { try index.store.search(request) }
        }
    }

    @Test("facets count the whole matches alone, and add up")
    func facets() throws {
        let index = try index(40)
        try index.add(#"{"text":"只有押"}"#)
        let answer = try index.store.search(
            SearchRequest(query: "押金", limit: 5, facets: [.district, .category, .channel, .status]))
        #expect(answer.total == 40)
        func counts(_ name: FacetName) -> [String: Int] {
            let found = answer.facets.first { $0.name == name }?.counts ?? []
            return Dictionary(found.map { ($0.value, $0.count) }, uniquingKeysWith: { $1 })
        }
        #expect(counts(.district) == ["洪山区": 14, "武昌区": 13, "汉阳区": 13])
        #expect(counts(.category) == ["网购/家电": 20, "预付卡": 20])
        #expect(counts(.channel) == ["web": 8, "12315": 32] && counts(.status) == ["received": 40])
        for (district, count) in counts(.district) {
            #expect(try index.strict("押金 district:\(district)").count == count)
        }
    }

    @Test("an explanation's parts sum to the score, bit by bit the score that ranks")
    func explanation() throws {
        let index = try index(30)
        for query in ["押金 不退", "请问押金为什么不退", "押金 4S店"] {
            let answer = try index.store.search(SearchRequest(query: query, limit: 5, explain: true))
            for hit in answer.hits {
                let explanation = try #require(hit.explanation)
                let sum = explanation.terms.reduce(0) { $0 + $1.contribution }
                #expect(abs(sum - hit.score) < 1e-4 && abs(explanation.score - hit.score) < 1e-4)
                let alone = try #require(try index.store.explain(id: hit.id, query: query))
                #expect(abs(alone.score - hit.score) < 1e-4 && alone.isInAnswer)
            }
        }
    }

    @Test("explain tells why a complaint is not in the answer")
    func notInAnswer() throws {
        let index = try index(3)
        let word = try #require(try index.store.explain(id: 1, query: "口罩"))
        #expect(!word.isInAnswer && word.tier == "none" && word.words.map(\.holds) == [false])
        let filter = try #require(try index.store.explain(id: 1, query: "押金 district:汉阳区"))
        #expect(!filter.isInAnswer && filter.filters.map(\.holds) == [false])
        #expect(try index.store.explain(id: 99, query: "押金") == nil)
    }

    @Test("reading FTS5's pages and asking it by MATCH give the same rows, order and scores", arguments: 0..<4)
    func readers(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let words = ["押金", "不退", "健身房", "预付卡", "退", "款", "4S店", "2800元", "网购手机", "投诉"]
        let texts = (0..<200).map { _ in
            (0..<6).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: "，")
        }
        let index = try TestIndex(texts)
        try index.add(#"{"number":"U","text":"健身房押金"}"#)
        try index.add(#"{"number":"U","text":"健身房关门"}"#, update: true)
        for _ in 0..<25 {
            let query = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                (Bool.random(using: &random) ? "" : "-") + (words.randomElement(using: &random) ?? "")
            }.joined(separator: " ")
            let request = SearchRequest(query: query, limit: 30, deadline: 0)
            let fast = try index.store.search(request, formula: .standard, readsPages: true)
            let slow = try index.store.search(request, formula: .standard, readsPages: false)
            #expect(fast.total == slow.total && fast.relaxedTotal == slow.relaxedTotal, "\(query)")
            #expect(fast.hits.map(\.id) == slow.hits.map(\.id) && fast.hits.map(\.score) == slow.hits.map(\.score))
        }
    }

    @Test("a phone, an order number and a complaint's number come first when they are all that was typed")
    func identifiers() throws {
        let index = try TestIndex()
        for _ in 0..<5 { try index.add(#"{"text":"电话13800001234 单号YJ20201201-88 编号WH2021-1，电话13800001234"}"#) }
        try index.add(
            #"{"number":"WH2021-1","text":"本人","complainant":{"phone":"13800001234"},"order_number":"YJ20201201-88"}"#)
        for query in ["13800001234", "138-0000-1234", "YJ20201201-88", "WH2021-1"] {
            #expect(try index.search(query).hits.first?.id == 6, "\(query)")
        }
    }
}
