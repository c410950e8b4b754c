import Testing
import TextAnalysis

@testable import ComplaintIndex

@Suite("Rows of one word, ranked by the word's list alone")
struct LeadingWordTests {
    private static let seeded = Result { try SeededStore(rows: 6_000, seed: 41, rowsATime: 1_000) }

    /// Whether the shorter way is tried for the query.
    private func leads(_ query: String, _ store: Store) throws -> Bool {
        let plan = try QueryPlan(QueryParser.parse(query), store.analyzer, store.weakWords, .standard)
        return try store.read { db in
            let reader = try store.postingReader(db, deadline: 0)
            let evaluator = try Evaluator(plan, store, db, reader: reader, lastID: nil, deadline: 0)
            return try LeadingWord(plan, evaluator) != nil
        }
    }

    @Test(
        "gives the hits, scores, totals and next page that ranking every row gives",
        arguments: ["退款", "快递", "我", "不", "的", "\"退款\"", "手机", "没有"], [5, 20, 400])
    func isTheSame(query: String, limit: Int) throws {
        let store = try Self.seeded.get().store
        let request = SearchRequest(query: query, limit: limit)
        var every = request
        every.explain = true
        let (short, long) = (try store.search(request), try store.search(every))
        #expect(try leads(query, store) == (long.total >= LeadingWord.leastRows))
        #expect(short.hits.map(\.id) == long.hits.map(\.id))
        #expect(short.hits.map(\.score) == long.hits.map(\.score))
        #expect(short.total == long.total && short.totalIsExact && long.totalIsExact)
        var behind = request
        behind.cursor = try #require(short.nextCursor)
        let following = try store.search(behind).hits.map(\.id)
        #expect(Set(following).isDisjoint(with: short.hits.map(\.id)) && following.count == limit)
    }

    @Test(
        "is not tried where a filter, another word or a longer phrase decides",
        arguments: ["退款 我", "退款 channel:web", "消费者", "-退款", "退款*5", "\"退款快递\""])
    func isNotTried(query: String) throws {
        #expect(try !leads(query, Self.seeded.get().store))
    }
}
