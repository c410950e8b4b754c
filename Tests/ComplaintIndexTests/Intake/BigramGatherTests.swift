import Foundation
import Testing

@testable import ComplaintIndex

/// An import writes FTS5's bigram segments itself: whatever follows must find the table as FTS5 would have left it.
@Suite("Bigrams of an import")
struct BigramGatherTests {
    private static let words = ["退款", "健身房跑路", "预付卡", "口罩涨价", "快递丢失", "客服不理", "虚假宣传", "A店", "𠮷野家", "3000元"]

    /// Texts that share some bigrams and have some to themselves.
    private func text(_ i: Int) -> String {
        let word = { (n: Int) in Self.words[n % Self.words.count] }
        return
            "\(word(i))，\(word(i * 3 + i / 7))。\(String(UnicodeScalar(UInt32(0x4E00 + i * 13 % 20_000))!))街道\(word(i / 10))"
    }

    private func importFile(_ range: Range<Int>, _ index: TestIndex, update: Bool = false, suffix: String = "") throws {
        let lines = range.map { #"{"number":"N\#($0)","text":"\#(text($0))\#(suffix)"}"# }
        let file = try index.folder.file("rows.jsonl", lines.joined(separator: "\n") + "\n")
        let options = ImportOptions(update: update, by: "test")
        _ = try Importer(store: index.store, options: options).run(ImportSource(path: file)) { _ in }
    }

    private func expectSame(_ a: TestIndex, _ b: TestIndex, _ queries: [String]) throws {
        for query in queries { #expect(try a.strict(query) == b.strict(query), "\(query)") }
    }

    private static let queries = words + ["退", "跑路", "\"不理\"", "店", "𠮷", "街道 退款", "新词"]

    @Test("after many imports in one process it finds what FTS5 finds, and every segment is sound")
    func manyTransactions() throws {
        let (gathered, inserted) = (try TestIndex(), try TestIndex())
        for part in 0..<40 {
            try importFile(part * 25..<part * 25 + 25, gathered)
            try importFile(part * 25..<part * 25 + 25, inserted, update: true)
        }
        try expectSame(gathered, inserted, Self.queries)
        #expect(try gathered.strict("退款").count > 100)
        // FTS5 would have merged the lowest level at 16 segments.
        let segments = try #require(try gathered.store.segmentCounts())
        #expect(segments.bigrams <= 18)
        #expect(try gathered.store.verify().problems == [])
    }

    @Test("an import may be mixed with single intakes, updates and merging, in the same process")
    func mixed() throws {
        let (gathered, inserted) = (try TestIndex(), try TestIndex())
        for (index, updates) in [(gathered, false), (inserted, true)] {
            try importFile(0..<300, index, update: updates)
            try index.add(#"{"number":"M1","text":"新词在这里"}"#)
            try importFile(300..<400, index, update: updates)
            try importFile(50..<80, index, update: true, suffix: "新词")
            try importFile(400..<420, index, update: updates)
            try index.add(#"{"number":"M1","text":"没有了"}"#, update: true)
            try importFile(420..<430, index, update: updates)
        }
        try expectSame(gathered, inserted, Self.queries)
        #expect(try gathered.strict("新词").count == 30)
        #expect(try gathered.store.verify().problems == [])
        _ = try gathered.store.reindex { _, _ in }
        try importFile(430..<470, gathered)
        try importFile(430..<470, inserted, update: true)
        try expectSame(gathered, inserted, Self.queries)
        #expect(try gathered.store.verify().problems == [])
    }

    @Test("another connection sees all of an import or nothing")
    func otherConnection() throws {
        let index = try TestIndex()
        try importFile(0..<50, index)
        let reader = try Store(path: index.folder.path("index.sqlite"), access: .read)
        let before = try reader.matchingIDs(query: "街道", limit: .max)
        try importFile(50..<90, index)
        let after = try reader.matchingIDs(query: "街道", limit: .max)
        #expect(before.count == 50 && after.count == 90)
        try reader.close()
    }
}
