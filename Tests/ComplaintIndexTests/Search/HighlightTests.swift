import ComplaintModel
import Testing

@testable import ComplaintIndex

@Suite("Marks in the original text")
struct HighlightTests {
    @Test(
        "the right characters are marked, across scripts, width, case and punctuation, overlapping ones merged",
        arguments: [
            ("健身房跑路了", "健身房", ["健身房"]), ("健身房跑路了", "健身 身房", ["健身房"]), ("網購手機不退", "网购手机", ["網購手機"]),
            ("网购手机不退", "網購", ["网购"]), ("在ＫＴＶ消费", "ktv", ["ＫＴＶ"]), ("健身 房，跑路", "健身房", ["健身 房"]),
            ("花了四千九百八", "4980", ["四千九百八"]), ("花了4980元", "四千九百八", ["4980"]), ("花了2,800.00元", "2800", ["2,800.00"]),
            ("😡退款😡退款", "退款", ["退款", "退款"]), ("👨‍👩‍👧退𠮷款", "𠮷", ["𠮷"]), ("付欵了", "付款", ["付欵"]),
            ("电话138-0000-1234", "13800001234", ["138-0000-1234"]), ("e\u{301}退款", "退款", ["退款"]),
            ("退款不退款", "\"不退\"", ["不退"]), ("退款，不退", "退 -关门", ["退", "退"]), ("㈱优健", "优健", ["优健"]),
        ])
    func marks(text: String, query: String, marked: [String]) throws {
        #expect(try TestIndex([text]).marked(query) == marked)
    }

    @Test("marks ascend, neither overlap nor touch, and lie within the snippet", arguments: 0..<8)
    func lawful(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pieces = ["退款", "健身房", "網購", "ＫＴＶ", "4980", "四千九百八", "，", " ", "😡", "𠮷", "e\u{301}", "款", "不"]
        let texts = (0..<20).map { _ in (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() }
        let index = try TestIndex(texts)
        for _ in 0..<10 {
            let query = (0..<3).map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
            for hit in try index.search(query).hits {
                let scalars = hit.snippet.unicodeScalars.count
                #expect(hit.highlights.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= scalars })
                #expect(zip(hit.highlights, hit.highlights.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
            }
        }
    }

    @Test("where only another field holds the words, the snippet comes from that field")
    func otherField() throws {
        let index = try TestIndex()
        try index.add(#"{"text":"一段正文","demand":"希望退还押金","merchant":{"name":"优健健身房"},"tags":["群体投诉"]}"#)
        #expect(try index.marked("押金") == ["押金"])
        #expect(try index.marked("\"优健\"") == ["优健"])
        #expect(try index.marked("群体") == ["群体"])
    }

    @Test("a long text is cut around what was found")
    func longText() throws {
        let filler = String(repeating: "这里什么也没有说。", count: 200)
        let index = try TestIndex([filler + "最后才说预付卡跑路" + filler])
        let hit = try #require(try index.search("预付卡").hits.first)
        #expect(hit.snippet.unicodeScalars.count < 400 && hit.snippet.contains("预付卡"))
        #expect(try index.marked("预付卡") == ["预付卡"])
    }
}
