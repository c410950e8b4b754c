import Testing

@testable import ComplaintIndex

@Suite("Rows of one word, ranked by the word's list alone")
struct LeadingWordTests {
    /// Whether the shorter way is tried for the query.
    private func leads(_ query: String, _ store: Store) throws -> Bool {
        let plan = try QueryPlan(QueryParser.parse(query), store.analyzer, store.weakWords, .standard)
        return try store.read { db in
            let reader = try store.postingReader(db, deadline: 0)
            let evaluator = try Evaluator(plan, store, db, reader: reader, lastID: nil, deadline: 0)
            return try LeadingWord(plan, evaluator) != nil
        }
    }

    @Test("gives the hits, scores, totals and next page that ranking every row gives")
    func isTheSame() throws {
        let seeded = try SeededStore(rows: 6_000, seed: 41, rowsATime: 1_000)
        let store = seeded.store
        var led = 0
        for query in ["退款", "快递", "我", "不", "的", "\"退款\"", "手机", "没有"] {
            for limit in [5, 20, 400] {
                let request = SearchRequest(query: query, limit: limit)
                var every = request
                every.explain = true
                let (short, long) = (try store.search(request), try store.search(every))
                let leads = try leads(query, store)
                led += leads ? 1 : 0
                #expect(leads == (long.total >= LeadingWord.leastRows))
                #expect(short.hits.map(\.id) == long.hits.map(\.id))
                #expect(short.hits.map(\.score) == long.hits.map(\.score))
                #expect(short.total == long.total && short.totalIsExact && long.totalIsExact)
                var behind = request
                behind.cursor = short.nextCursor
                #expect(behind.cursor != nil)
                every.limit = 2 * limit
                let (following, both) = (try store.search(behind), try store.search(every))
                #expect(short.hits.map(\.id) + following.hits.map(\.id) == both.hits.map(\.id))
            }
        }
        #expect(led >= 12)
        // A filter, another word or a longer phrase decides by more than one word's list.
        for query in ["退款 我", "退款 channel:web", "消费者", "-退款", "\"退款快递\""] {
            let leads = try leads(query, store)
            #expect(!leads)
        }
    }
}
