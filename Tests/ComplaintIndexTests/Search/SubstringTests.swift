import ComplaintModel
import Testing
import TextAnalysis

@testable import ComplaintIndex

@Suite("Every piece of a complaint finds it")
struct SubstringTests {
    private static let pieces = [
        "退款", "预付卡", "健身房", "不", "布", "著", "着", "乾", "欵", "櫃檯", "國際", "湖北", "武漢", "七天无理由", "4S店", "KN95", "Ａｂｃ", "１２３",
        "2,800.00", "四千九百八", "3万5", "三个月", "，", "。", " ", "\n", "“", "😡", "𠮷", "々", "〇", "消费者", "投诉", "商家", "跑路", "了",
        "的",
    ]

    private static func text(_ random: inout SplitMix64) -> String {
        (0..<25).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("each run of two or more Hanzi, quoted and not, in either script", arguments: 0..<6)
    func everySubstring(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let texts = (0..<30).map { _ in Self.text(&random) }
        let index = try TestIndex(texts)
        let analyzer = index.store.analyzer
        func dull(_ text: String) throws -> [UInt8] { Array(try analyzer.analyze(text, .squeeze).squeezed) }
        let squeezed = try texts.map(dull)
        for _ in 0..<60 {
            let place = Int.random(in: 0..<texts.count, using: &random)
            let scalars = Array(texts[place].unicodeScalars)
            let length = Int.random(in: 2...8, using: &random)
            let start = Int.random(in: 0...scalars.count - length, using: &random)
            let slice = scalars[start..<start + length]
            guard slice.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) || $0 == "𠮷" }) else { continue }
            let piece = slice.reduce(into: "") { $0.unicodeScalars.append($1) }
            let needle = try dull(piece)
            let expected = squeezed.indices.filter { at in
                squeezed[at].withUnsafeBytes { ByteSearch.first(needle, in: $0) != nil }
            }.map { Int64($0 + 1) }
            #expect(try index.strict("\"\(piece)\"") == expected, "\(piece)")
            #expect(try index.strict(piece).contains(Int64(place + 1)), "\(piece) in \(texts[place])")
        }
    }

    @Test("one Hanzi finds every complaint that holds it, wherever it stands")
    func oneHanzi() throws {
        let texts = ["退", "不退款", "可退", "退。", "a退1", "無退", "款", "褪色"]
        let index = try TestIndex(texts)
        #expect(try index.strict("退") == [1, 2, 3, 4, 5, 6])
        #expect(try index.strict("无") == [6])
        #expect(try index.search("款").hits.map(\.id).sorted() == [2, 7])
    }

    @Test("a piece never crosses from one field into the next")
    func fields() throws {
        let index = try TestIndex()
        try index.add(#"{"text":"要求退","demand":"款项","tags":["退款","慢"]}"#)
        #expect(try index.strict("\"退款项\"").isEmpty)
        #expect(try index.strict("\"款慢\"").isEmpty)
        #expect(try index.strict("\"退款\"") == [1])
    }

    @Test("words one behind the other make a run only where no field ends between them")
    func wordsAcrossFields() throws {
        let index = try TestIndex()
        try index.add(#"{"text":"这家店值得，信赖他们多年"}"#)
        try index.add(#"{"text":"难得信他一次，说是值得","demand":"信赖无从谈起"}"#)
        try index.add(#"{"text":"不满意","demand":"请找值得信赖的店"}"#)
        try index.add(#"{"text":"获得信任，值得，信赖"}"#)
        try index.add(#"{"text":"值得 x 得信 y 信赖"}"#)
        #expect(try index.strict("\"值得信赖\"") == [1, 3, 4])
        #expect(try index.strict("\"值得信赖\" OR \"难得信\"") == [1, 2, 3, 4])
    }
}
