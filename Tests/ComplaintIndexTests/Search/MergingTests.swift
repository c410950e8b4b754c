import ComplaintModel
import Testing

@testable import ComplaintIndex

@Suite struct MergingTests {
    @Test("merging in small steps leaves few segments and every answer as it was")
    func merging() throws {
        let seeded = try SeededStore(rows: 120, seed: 7, rowsATime: 10)
        let requests = ["退款", "消费者 退款", "退款 OR 快递", "我"].map { SearchRequest(query: $0, deadline: 0) }
        let before = try requests.map { try seeded.store.search($0) }
        let segments = try #require(try seeded.store.segmentCounts())
        #expect(segments.words > 4 && segments.bigrams > 4)
        var steps = 0
        while try seeded.store.mergeStep(pages: 2), steps < 1000 {
            steps += 1
            let between = try requests.map { try seeded.store.search($0) }
            #expect(between.map(\.total) == before.map(\.total))
            #expect(between.map { $0.hits.map(\.id) } == before.map { $0.hits.map(\.id) })
        }
        let merged = try #require(try seeded.store.segmentCounts())
        #expect(steps > 0 && merged.words < 4 && merged.bigrams < 4)
        #expect(try seeded.store.verify().problems == [])
    }

    @Test("many small transactions leave their segments to be merged between them, not in one of them")
    func noCrisis() throws {
        let seeded = try SeededStore(rows: 80, seed: 9, rowsATime: 2)
        let before = try #require(try seeded.store.segmentCounts())
        #expect(before.words >= 40 && before.bigrams >= 40)
        let total = try seeded.store.search(SearchRequest(query: "退款", deadline: 0)).total
        try seeded.store.mergeAll()
        #expect(try #require(try seeded.store.segmentCounts()) == (1, 1))
        #expect(try seeded.store.search(SearchRequest(query: "退款", deadline: 0)).total == total)
        #expect(try seeded.store.verify().problems == [])
    }

    @Test("a process that serves merges by itself and stops when told")
    func background() async throws {
        let seeded = try SeededStore(rows: 120, seed: 8, rowsATime: 10)
        let merging = BackgroundMerging(seeded.store)
        for _ in 0..<200 {
            if let counts = try seeded.store.segmentCounts(), counts.words < 4, counts.bigrams < 4 { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        merging.stop()
        let counts = try #require(try seeded.store.segmentCounts())
        #expect(counts.words < 4 && counts.bigrams < 4)
    }

    @Test("a search past its deadline says so and gives what it has")
    func deadline() throws {
        let seeded = try SeededStore(rows: 200, seed: 9)
        for query in ["退款 OR 快递", "退款快递客服质量服务投诉", "\"客服态度\"", "我"] {
            let answer = try seeded.store.search(SearchRequest(query: query, deadline: 1e-9))
            let whole = try seeded.store.search(SearchRequest(query: query, deadline: 0))
            #expect(!answer.totalIsExact && answer.total <= whole.total, "\(query)")
            #expect(answer.notes.contains { $0.code == "deadline" }, "\(query)")
            #expect(whole.totalIsExact && !whole.notes.contains { $0.code == "deadline" }, "\(query)")
        }
    }

    @Test("after some more rows a long list's count may lag by a hundredth, a total never does")
    func lag() throws {
        let index = try TestIndex((0..<200).map { "退款 \($0)" })
        let readers = PostingReaders()
        func count() throws -> Int? {
            try index.store.read { db in try readers.reader(db, deadline: 0)?.count("退款", .bigram) }
        }
        #expect(try count() == 200)
        try index.add(#"{"text":"退款"}"#)
        #expect(try (200...201).contains(count() ?? 0))
        #expect(try index.search("退款").total == 201)
        for _ in 0..<4 { try index.add(#"{"text":"退款"}"#) }
        #expect(try count() == 205)
        #expect(try index.search("退款").total == 205)
    }
}
