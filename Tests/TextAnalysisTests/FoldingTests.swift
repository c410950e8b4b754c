import CICU
import Testing

@testable import TextAnalysis

@Suite("Folding")
struct FoldingTests {
    @Test(
        "characters that say the same fold to one",
        arguments: [
            ("欵", "款"), ("款", "款"), ("退欵", "退款"), ("著", "着"), ("着", "着"), ("睡著了", "睡着了"), ("乾", "干"), ("幹", "干"),
            ("干", "干"), ("櫃檯", "柜台"), ("藉", "借"), ("徵", "征"), ("覆", "复"), ("於", "于"), ("瞭", "了"), ("裡", "里"),
            ("裏", "里"),
            ("羣", "群"), ("峯", "峰"), ("綫", "线"), ("線", "线"), ("為", "为"), ("爲", "为"), ("祇", "只"), ("武漢", "武汉"),
            ("價格欺詐", "价格欺诈"), ("髮", "发"), ("發", "发"), ("臺", "台"), ("台", "台"), ("硚口區", "硚口区"),
            ("\u{F90A}", "金"), ("⺁", "厂"),
        ])
    func variants(text: String, folded: String) throws {
        #expect(try shared.squeezed(text) == folded)
    }

    @Test(
        "width and case do not matter",
        arguments: [
            ("ＫＴＶ", "|ktv|"), ("ktv", "|ktv|"), ("Ktv", "|ktv|"), ("４Ｓ店", "|4s|店"), ("ｱﾊﾟｰﾄ", "|アハート|"), ("①", "|1|"),
            ("ﬁ", "|fi|"), ("Straße", "|strasse|"), ("é", "|e|"), ("e\u{301}", "|e|"), ("２，８００", "|2||800|"),
            ("１３８００００１２３４", "|13800001234|"), ("𝔸𝟛", "|a3|"), ("㎏", "|kg|"), ("Ⅳ", "|iv|"), ("한국", "|한국|"),
        ])
    func width(text: String, squeezed: String) throws {
        #expect(try shared.squeezed(text) == squeezed)
    }

    @Test("punctuation, spaces, marks and emoji between Hanzi are passed over")
    func ignored() throws {
        for between in [
            "，", " ", "。\n", "\u{3000}", "-", "😡", "\u{200B}", "\u{FEFF}", "\u{1F}", "\0", "《", "…", "*", "\u{FE0F}",
            "\u{E0100}",
        ] {
            #expect(try shared.squeezed("退\(between)款") == "退款", "\(between.unicodeScalars.map(\.value))")
        }
    }

    @Test("a field's end stays")
    func fieldBreak() throws {
        #expect(try shared.squeezed("退\u{1E}款") == "退/款")
        #expect(try shared.terms("退\u{1E}款", .bigram).isEmpty)
        #expect(try shared.terms("预付\u{1E}卡", .word).contains("预付卡") == false)
    }

    @Test("a text holds the Hanzi that its squeezed form holds, and no others", arguments: 0..<30)
    func holds(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        for _ in 0..<60 {
            let bytes =
                Bool.random(using: &random)
                ? Array(RandomText.make(&random, pieces: Int.random(in: 0...30, using: &random)).utf8)
                : RandomText.bytes(&random, count: 60)
            try bytes.withUnsafeBytes { text in
                let analysis = try shared.analyze(text, .squeeze)
                let squeezed = Array(analysis.squeezed)
                let hanzi = analysis.atoms.compactMap { $0.hanzi?.value }
                for length in 1...5 where hanzi.count >= length {
                    let start = Int.random(in: 0...(hanzi.count - length), using: &random)
                    var needle = Array(hanzi[start..<(start + length)])
                    if Int.random(in: 0..<4, using: &random) == 0 { needle.reverse() }
                    let sought = String(String.UnicodeScalarView(needle.compactMap(Unicode.Scalar.init)))
                    let isHeld = squeezed.withUnsafeBytes { ByteSearch.first(Array(sought.utf8), in: $0) != nil }
                    #expect(shared.holds(shared.sought(needle), in: text) == isHeld, "\(sought)")
                }
            }
        }
    }

    @Test("Hanzi that repeat are found where another beginning goes on")
    func borders() {
        for (text, needle, isHeld) in [
            ("好好好不好", "好好不", true), ("退，退款退款不", "退款退款不", true), ("退款退款款", "退款退款退", false), ("退a款", "退款", false),
            ("退\u{1E}款", "退款", false), ("退😡欵", "退款", true), ("", "退", false), ("退", "", false),
        ] {
            let hanzi = shared.sought(needle.unicodeScalars.map(\.value))
            #expect(Array(text.utf8).withUnsafeBytes { shared.holds(hanzi, in: $0) } == isHeld, "\(text) \(needle)")
        }
    }

    @Test("every code point that folds to a needle's beginning is found, wherever it stands in a long text")
    func beginnings() {
        let filler = String(repeating: "商家态度恶劣，", count: 9)
        var missed: [String] = []
        for value in UInt32(0x2E80)...0xFFDC {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = shared.fold(scalar)
            guard let last = folded.last, last.properties.isIdeographic else { continue }
            let text = String(filler.unicodeScalars.prefix(Int(value % 31))) + String(scalar) + "、 龘" + filler
            for start in folded.indices where folded[start...].allSatisfy(\.properties.isIdeographic) {
                let needle = shared.sought(folded[start...].map(\.value) + [0x9F98])
                if !Array(text.utf8).withUnsafeBytes({ shared.holds(needle, in: $0) }) { missed.append("\(scalar)") }
            }
        }
        #expect(missed.isEmpty, "\(missed.prefix(20))")
    }

    @Test("folding what is folded changes nothing, for every character")
    func idempotent() {
        var changed: [UInt32] = []
        let ranges: [ClosedRange<UInt32>] = [0...0xD7FF, 0xE000...0x1FFFF, 0x2F800...0x2FA1F, 0xE0000...0xE01FF]
        for value in ranges.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = shared.fold(scalar)
            if once == [scalar] { continue }
            if once.flatMap(shared.fold) != once { changed.append(value) }
        }
        #expect(changed.isEmpty, "\(changed.prefix(20).map { String($0, radix: 16) }), \(changed.count) in all")
    }

    @Test("every row of variants.tsv holds, and no row leads to a character that is replaced")
    func table() throws {
        let table = try VariantTable()
        #expect(table.from.count > 3000)
        for (from, to) in zip(table.from, table.to) {
            guard let a = Unicode.Scalar(from), let b = Unicode.Scalar(to) else {
                Issue.record("\(from)")
                continue
            }
            #expect(shared.fold(a) == [b], "\(a)")
            #expect(shared.fold(b) == [b], "\(b)")
        }
    }

    @Test("ICU's own table of Traditional characters agrees with ours save for a few")
    func crossCheck() {
        var (agreed, differing) = (0, [String]())
        for value in UInt32(0x4E00)...0x9FFF {
            let simplified = cicu_simplified(value)
            guard simplified != value, let from = Unicode.Scalar(value), let to = Unicode.Scalar(simplified) else {
                continue
            }
            // Both sides fold, for ICU may stop at a character that we replace once more.
            if shared.fold(from) == shared.fold(to) { agreed += 1 } else { differing.append("\(from)\(to)") }
        }
        #expect(agreed > 2000)
        #expect(Double(differing.count) < 0.03 * Double(agreed), "\(differing.joined(separator: " "))")
    }
}
