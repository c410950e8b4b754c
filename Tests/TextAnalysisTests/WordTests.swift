import CICU
import Foundation
import TextAnalysis
import Testing

@Suite("Words")
struct WordTests {
    @Test(
        "a domain word stays whole, however it is written",
        arguments: [
            ("办了张预付卡没用", "预付卡"), ("辦了張預付卡沒用", "预付卡"), ("在4S店买车", "4s店"), ("在４Ｓ店买车", "4s店"), ("支持七天无理由退货", "七天无理由退货"),
            ("N95口罩涨价", "n95口罩"), ("一次性口罩", "一次性口罩"),
        ])
    func domain(text: String, word: String) throws {
        #expect(try shared.terms(text, .word).contains(word))
    }

    @Test("the letters of a mixed word are a word of their own")
    func mixed() throws {
        #expect(try shared.terms("在4S店买车", .word).contains("4s"))
        #expect(try shared.terms("在4S店买车", .bigram) == ["在4s", "4s店", "店买", "买车"])
    }

    @Test("a short domain word does not cut one of ICU's words in two")
    func cutting() throws {
        #expect(try shared.terms("规定金额", .word).contains("定金") == false)
    }

    @Test("words in a row cover every Hanzi once")
    func cover() throws {
        let text = "消费者在汉阳大道某健身房办理年卡后商家突然停业跑路"
        let analysis = try shared.analyze(text, .sequence)
        let words = analysis.tokens.filter { $0.termClass == .word && !$0.isDerived }
        #expect(words.map { text.slice($0.range) ?? "" }.joined() == text)
    }

    @Test("single Hanzi and pairs are all there")
    func pairs() throws {
        #expect(try shared.terms("黑豹", .bigram) == ["黑豹"])
        #expect(try shared.terms("豹黑", .bigram) == ["豹黑"])
        #expect(try shared.terms("退货款", .hanzi) == ["退", "货", "款"])
    }

    @Test("a short run pairs with the Hanzi beside it, a long one and a run in another field don't")
    func mixedPairs() throws {
        #expect(try shared.terms("退a款", .bigram) == ["退a", "a款"])
        #expect(try shared.terms("住3号楼", .bigram) == ["住3", "3号", "号楼"])
        #expect(try shared.terms("2019年", .bigram) == ["2019年"])
        #expect(try shared.terms("单号20201年", .bigram) == ["单号"])
        #expect(try shared.terms("退\u{1E}a", .bigram).isEmpty)
        #expect(try shared.analyze("退a款退a款", .index).terms(.bigram) == ["退a", "a款", "款退"])
        #expect(try shared.analyze("退a款退a款", .index).lengths.bigrams == 5)
    }

    @Test("a user's word is kept whole, and the version tells")
    func userWords() throws {
        let text = "在喵呜侠买的"
        #expect(try shared.terms(text, .word).contains("喵呜侠") == false)
        let words = try UserWords(file: "a.words", text: "# ours\n喵呜侠\t宠物\n\n 呜侠屋 # later\nx\n")
        #expect(words.words == ["喵呜侠", "呜侠屋", "x"])
        let analyzer = try Analyzer(userWords: words)
        #expect(try analyzer.terms(text, .word).contains("喵呜侠"))
        #expect(try analyzer.terms("在喵嗚俠買的", .word).contains("喵呜侠"))
        #expect(analyzer.version != shared.version)
        #expect(analyzer.version.icu == shared.version.icu && analyzer.version.steps == shared.version.steps)
        let turned = try Analyzer(userWords: UserWords(file: "b", text: "x\n呜侠屋\n喵呜侠\n喵呜侠"))
        #expect(turned.version == analyzer.version)
        #expect(try Analyzer().version == shared.version)
    }

    @Test("a user's word does not change the squeezed form: hits are where characters stand")
    func userWordsSqueezed() throws {
        let analyzer = try Analyzer(userWords: UserWords(file: "a", text: "款不退\n商家拒绝"))
        var random = SplitMix64(seed: 7)
        for _ in 0..<50 {
            let text = RandomText.make(&random, pieces: 20) + "退款不退商家拒绝"
            let (a, b) = (try analyzer.analyze(text, .sequence), try shared.analyze(text, .sequence))
            #expect(a.squeezed == b.squeezed && a.atoms == b.atoms)
            #expect(a.terms(.bigram) == b.terms(.bigram))
        }
    }

    @Test("a word list that can't be used names its line")
    func badUserWords() throws {
        let long = String(repeating: "长", count: 17)
        #expect(
            throws: DictionaryError.value(file: "a", line: 2, problem: "a word has at most 16 characters: shorten it")
        ) {
            try UserWords(file: "a", text: "好\n\(long)")
        }
        #expect(try UserWords(file: "a", text: "\r\n喵呜侠\r\n").words == ["喵呜侠"])
        #expect(try UserWords(contentsOf: "/nonexistent/words") == .none)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).words")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data([0xFF, 0xFE, 0x31]).write(to: file)
        #expect(throws: DictionaryError.self) { try UserWords(contentsOf: file.path) }
        #expect(throws: DictionaryError.self) { try UserWords(contentsOf: FileManager.default.temporaryDirectory.path) }
    }

    @Test("emoji and characters of four bytes pass, and astral Hanzi are Hanzi")
    func astral() throws {
        #expect(try shared.terms("𠮷野家", .hanzi) == ["𠮷", "野", "家"])
        #expect(try shared.terms("𠮷野家", .bigram) == ["𠮷野", "野家"])
        #expect(try shared.terms("👨‍👩‍👧‍👦退😡款🇨🇳", .bigram) == ["退款"])
        #expect(try shared.squeezed("❤️1️⃣") == "|1|")
    }

    @Test("boilerplate is known as such")
    func weak() throws {
        let weak = try WeakWords()
        #expect(weak.contains("投诉") && weak.contains("怎么办") && !weak.contains("退款"))
    }

    @Test("readings are toneless, and only Hanzi have one")
    func readings() {
        #expect(Reading.of("退") == "tui" && Reading.of("款") == "kuan")
        #expect(Reading.of("不") == Reading.of("布"))
        #expect(Reading.of("女")?.allSatisfy { $0.isASCII && $0.isLowercase } == true)
        #expect(Reading.of("😡") == nil && Reading.of("。") == nil)
    }

    @Test("readings are those of ICU, save for a few of another version")
    func readingsOfICU() {
        var (agreed, differing) = (0, 0)
        for value in UInt32(0x4E00)...0x9FA5 {
            var out = [CChar](repeating: 0, count: 16)
            let length = cicu_reading(value, &out, 16)
            let given = length > 0 ? String(decoding: out.prefix(Int(length)).map(UInt8.init), as: UTF8.self) : nil
            if Unicode.Scalar(value).flatMap(Reading.of) == given { agreed += 1 } else { differing += 1 }
        }
        #expect(agreed > 20_000 && differing * 100 < agreed)
    }

    @Test("bytes are found in bytes")
    func search() {
        Array("abcabc".utf8).withUnsafeBytes { text in
            #expect(ByteSearch.first(Array("bc".utf8), in: text) == 1)
            #expect(ByteSearch.first(Array("bc".utf8), in: text, from: 2) == 4)
            #expect(ByteSearch.first(Array("bc".utf8), in: text, from: 5) == nil)
            #expect(ByteSearch.first(Array("bc".utf8), in: text, from: 99) == nil)
            #expect(ByteSearch.first([], in: text) == nil)
            #expect(ByteSearch.first(Array("abcabcd".utf8), in: text) == nil)
        }
        #expect(ByteSearch.first([1], in: UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
    }
}
