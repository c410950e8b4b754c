import Foundation
import TextAnalysis

/// One analyzer for all tests: its tables take some 60 ms to build.
let shared: Analyzer = {
    do { return try Analyzer() } catch { fatalError("\(error)") }
}()

/// Steele, Lea and Flood's SplitMix64: the same texts on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Texts that hold everything that has ever broken a tokenizer.
enum RandomText {
    static let pieces: [String] = [
        "退款", "预付卡", "健身房", "不", "布", "著", "着", "乾", "欵", "櫃檯", "國際", "退款", "湖北", "武漢", "七天无理由", "4S店", "4s", "KN95",
        "Ａｂｃ", "１２３", "2,800.00", "3.5", "2021.01.04", "四千九百八", "二零二一", "3万5", "三个月", "十", "138-0000-1234",
        "138 0000 1234",
        "YJ20201201-88", "AB_12/3", "a.b", "。", "，", "！", " ", "\n", "\t", "\u{3000}", "-", "“", "《", "…", "\u{1E}",
        "\u{1F}", "\0", "\u{FEFF}",
        "😡", "👨‍👩‍👧‍👦", "🇨🇳", "1️⃣", "❤️", "𠮷", "𪚥", "㈱", "㋿", "㍿", "①", "½", "ﬁ", "ß", "İ", "é", "e\u{301}", "한국",
        "\u{1112}\u{1161}", "の",
        "ｶﾞ", "カ゛", "々", "〇", "金", "𝔸𝟛", "\u{E0100}", "\u{200B}", "\u{202E}", "กำ", "\u{FDFA}", "⺁", "x", "0", "9", ".",
        ",",
    ]

    static func make(_ random: inout SplitMix64, pieces count: Int) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    static func bytes(_ random: inout SplitMix64, count: Int) -> [UInt8] {
        // Lead bytes, continuations and ASCII in turn: bytes at random would hardly ever make a character.
        (0..<count).map { _ in
            switch random.next() % 4 {
            case 0: UInt8.random(in: 0x80...0xBF, using: &random)
            case 1: UInt8.random(in: 0xC0...0xFF, using: &random)
            case 2: UInt8.random(in: 0...0x7F, using: &random)
            default: UInt8.random(in: 0xE4...0xE9, using: &random)
            }
        }
    }
}

/// The folder Index/ of the checkout.
let indexFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Index")

extension Analyzer {
    /// The terms of one class in order of place.
    func terms(_ text: String, _ termClass: TermClass) throws -> [String] {
        try analyze(text, .sequence).terms(termClass)
    }

    /// What is read out of a text besides what stands in it.
    func derived(_ text: String) throws -> [String] {
        let analysis = try analyze(text, .sequence)
        return analysis.tokens.filter(\.isDerived).map(analysis.termText)
    }

    /// The squeezed form, its marks shown as `|` and field ends as `/`.
    func squeezed(_ text: String) throws -> String {
        String(decoding: try analyze(text, .squeeze).squeezed, as: UTF8.self)
            .replacing("\u{1F}", with: "|").replacing("\u{1E}", with: "/")
    }
}

extension String {
    /// The part at a range of UTF-8 bytes; nil unless both ends are between two scalars.
    func slice(_ range: Range<Int>) -> String? {
        String(validating: Array(utf8)[range], as: UTF8.self)
    }
}
