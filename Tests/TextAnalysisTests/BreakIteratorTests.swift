import Foundation
import Testing
import TextAnalysis

/// The search of ICU's word list must give what ICU's break iterator gives: an index built by one is searched by the other
/// where ICU is of another version.
@Suite struct BreakIteratorTests {
    private let icu: Analyzer

    init() throws { icu = try Analyzer(cutsByICU: true) }

    private func expectSame(_ text: String) throws {
        let (ours, theirs) = (try shared.analyze(text, .sequence), try icu.analyze(text, .sequence))
        #expect(ours.terms(.word) == theirs.terms(.word), "\(text.debugDescription)")
        #expect(ours.tokens == theirs.tokens, "\(text.debugDescription)")
    }

    @Test("Chinese is cut as ICU's break iterator cuts it")
    func sentences() throws {
        for text in [
            "", "的", "退款", "我在武汉市洪山区的健身房办了一张预付卡，老板跑路了不退款", "中华人民共和国国务院总理", "他说的确实在理",
            "欵項遲遲未退還，請貴局處理", "龘龘龘", "〇〇七号店", "人人々々", "結婚的和尚未結婚的", "研究生命的起源", "白天鹅在湖里游泳",
        ] { try expectSame(text) }
    }

    @Test("runs of Hanzi beside kana, Hangul, emoji, rare Hanzi and marks are cut as ICU's break iterator cuts them")
    func mixedRuns() throws {
        var random = SplitMix64(seed: 20_210_104)
        for _ in 0..<3_000 {
            try expectSame(RandomText.make(&random, pieces: Int.random(in: 1...12, using: &random)))
        }
    }

    @Test("Hanzi at random are cut as ICU's break iterator cuts them")
    func randomHanzi() throws {
        var random = SplitMix64(seed: 315)
        for round in 0..<2_000 {
            // Common Hanzi lie close together in the first thousand of the block less often than rare ones: take both.
            let range: ClosedRange<UInt32> = round % 3 == 0 ? 0x4E00...0x9FFF : 0x4E00...0x5200
            let scalars = (0..<Int.random(in: 1...60, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: range, using: &random))
            }
            try expectSame(String(String.UnicodeScalarView(scalars)))
        }
    }

    @Test("the domain's own words, run together, are cut as ICU's break iterator cuts them")
    func dictionaryWords() throws {
        let words = try String(contentsOf: indexFolder.appendingPathComponent("words.tsv"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: "\t").first }
        #expect(words.count > 1_000)
        var random = SplitMix64(seed: 12_315)
        for _ in 0..<1_000 {
            let text = (0..<8).compactMap { _ in words.randomElement(using: &random) }.joined()
            try expectSame(text)
        }
    }
}
