import Foundation
import TextAnalysis
import Testing

@Suite("Offsets into the original")
struct OffsetTests {
    @Test(
        "a bigram's offsets name the characters it stands for",
        arguments: [
            ("我要退款！", "退款", "退款"), ("我要退 欵！", "退款", "退 欵"), ("退。款", "退款", "退。款"), ("武😡漢", "武汉", "武😡漢"),
            ("𠮷野家", "𠮷野", "𠮷野"), ("👨‍👩‍👧‍👦投訴", "投诉", "投訴"), ("\u{FEFF}投诉", "投诉", "投诉"),
        ])
    func bigram(text: String, term: String, original: String) throws {
        let analysis = try shared.analyze(text, .sequence)
        let token = try #require(
            analysis.tokens.first { $0.termClass == .bigram && analysis.termText(of: $0) == term })
        #expect(text.slice(token.range) == original)
    }

    @Test(
        "a word's offsets name the characters it stands for",
        arguments: [
            ("买了预付卡", "预付卡", "预付卡"), ("買了預付卡", "预付卡", "預付卡"), ("去４Ｓ店修车", "4s店", "４Ｓ店"), ("付２，８００元", "800", "８００"),
            ("付2,800.00元", "2800", "2,800.00"), ("花了四千九百八", "4980", "四千九百八"),
            ("打138-0000-1234找我", "13800001234", "138-0000-1234"),
            ("订单YJ20201201-88", "yj20201201-88", "YJ20201201-88"),
        ])
    func word(text: String, term: String, original: String) throws {
        let analysis = try shared.analyze(text, .sequence)
        let token = try #require(
            analysis.tokens.first { $0.termClass == .word && analysis.termText(of: $0) == term })
        #expect(text.slice(token.range) == original)
    }

    @Test("in any text, offsets lie on scalars and go forward, and atoms say what stands there", arguments: 0..<40)
    func random(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        for _ in 0..<15 {
            let text = RandomText.make(&random, pieces: Int.random(in: 0...40, using: &random))
            let boundaries = Self.boundaries(text)
            for mode in [AnalysisMode.squeeze, .index, .sequence] {
                let analysis = try shared.analyze(text, mode)
                var (start, end, squeezed) = (0, 0, 0)
                for atom in analysis.atoms {
                    #expect(boundaries.contains(atom.range.lowerBound) && boundaries.contains(atom.range.upperBound))
                    #expect(!atom.range.isEmpty)
                    #expect(start <= atom.range.lowerBound && end <= atom.range.upperBound)
                    #expect(
                        squeezed <= atom.squeezedRange.lowerBound
                            && atom.squeezedRange.upperBound <= analysis.squeezedSize)
                    (start, end) = (atom.range.lowerBound, atom.range.upperBound)
                    squeezed = atom.squeezedRange.upperBound
                    guard let hanzi = atom.hanzi else { continue }
                    let original = try #require(text.slice(atom.range))
                    #expect(original.unicodeScalars.flatMap(shared.fold).contains(hanzi))
                    #expect(Array(analysis.pool[atom.squeezedRange]) == Array(String(hanzi).utf8))
                }
                try check(analysis, in: text, boundaries)
            }
        }
    }

    private func check(_ analysis: Analysis, in text: String, _ boundaries: Set<Int>) throws {
        for token in analysis.tokens {
            #expect(boundaries.contains(token.range.lowerBound) && boundaries.contains(token.range.upperBound))
            #expect(!token.termRange.isEmpty && token.termRange.upperBound <= analysis.pool.count)
            let atoms = analysis.atoms[token.atoms]
            #expect(atoms.first?.range.lowerBound == token.range.lowerBound)
            #expect(atoms.last?.range.upperBound == token.range.upperBound)
            let term = analysis.term(of: token)
            #expect(String(validating: term, as: UTF8.self) != nil)
            // Marks are never part of a term: a query for one would match everything or nothing.
            #expect(!term.contains(0x1F) && !term.contains(0x1E))
            switch token.termClass {
            case .hanzi: #expect(atoms.count == 1 && atoms.allSatisfy { $0.hanzi != nil })
            case .bigram: #expect(atoms.count == 2 && atoms.contains { $0.hanzi != nil })
            case .word: #expect(!atoms.isEmpty)
            }
        }
    }

    @Test("a part of a text that begins and ends with Hanzi is a part of its squeezed form", arguments: 0..<20)
    func substringLaw(seed: Int) throws {
        var random = SplitMix64(seed: 1000 + UInt64(seed))
        for _ in 0..<20 {
            let text = RandomText.make(&random, pieces: 30)
            let analysis = try shared.analyze(text, .squeeze)
            // A character that folds to several atoms (㍿) can't be cut in two.
            let places = analysis.atoms.filter { $0.hanzi != nil && text.slice($0.range)?.unicodeScalars.count == 1 }
            let alone = places.filter { place in analysis.atoms.filter { $0.range == place.range }.count == 1 }
            guard let a = alone.randomElement(using: &random), let b = alone.randomElement(using: &random) else {
                continue
            }
            let from = min(a.range.lowerBound, b.range.lowerBound)
            let part = try #require(text.slice(from..<max(a.range.upperBound, b.range.upperBound)))
            let needle = Array(try shared.analyze(part, .squeeze).squeezed)
            let place = analysis.pool.withUnsafeBytes { ByteSearch.first(needle, in: $0) }
            #expect(place != nil, "\(part) in \(text)")
        }
    }

    @Test("the squeezed form is the same in every mode, and indexing keeps every term once", arguments: 0..<10)
    func modes(seed: Int) throws {
        var random = SplitMix64(seed: 2000 + UInt64(seed))
        for _ in 0..<10 {
            let text = RandomText.make(&random, pieces: 40)
            let (a, b, c) = (
                try shared.analyze(text, .squeeze), try shared.analyze(text, .index),
                try shared.analyze(text, .sequence)
            )
            #expect(a.squeezed == b.squeezed && b.squeezed == c.squeezed)
            #expect(a.tokens.isEmpty && a.atoms == b.atoms && b.atoms == c.atoms)
            #expect(b.terms(.word).sorted() == c.terms(.word).sorted())
            for termClass in [TermClass.bigram, .hanzi] {
                #expect(Set(b.terms(termClass)).count == b.terms(termClass).count)
                #expect(Set(b.terms(termClass)) == Set(c.terms(termClass)))
                #expect(c.terms(termClass).count == c.lengths[termClass])
            }
            #expect(b.lengths == c.lengths && c.terms(.word).count == c.lengths.words)
        }
    }

    @Test("the words of the first field are those before its end", arguments: 0..<10)
    func firstField(seed: Int) throws {
        var random = SplitMix64(seed: 3000 + UInt64(seed))
        for _ in 0..<10 {
            let fields = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                RandomText.make(&random, pieces: Int.random(in: 0...12, using: &random))
            }
            let text = fields.joined(separator: "\u{1E}")
            let end = text.utf8.firstIndex(of: 0x1E).map { text.utf8.distance(from: text.startIndex, to: $0) }
            let analysis = try shared.analyze(text, .index)
            let words = analysis.tokens.filter { $0.termClass == .word && !$0.isDerived }
            let before = words.filter { $0.range.upperBound <= end ?? .max }
            #expect(analysis.lengths.firstFieldWords == before.count, "\(text)")
            #expect(words.prefix(before.count).map(\.range) == before.map(\.range))
        }
    }

    private static func boundaries(_ text: String) -> Set<Int> {
        var result: Set<Int> = [0]
        var place = 0
        for scalar in text.unicodeScalars {
            place += UTF8.width(scalar)
            result.insert(place)
        }
        return result
    }
}

@Suite("Bad and long texts")
struct HostileTextTests {
    @Test("random bytes never trap, and offsets stay inside", arguments: 0..<20)
    func randomBytes(seed: Int) throws {
        var random = SplitMix64(seed: 3000 + UInt64(seed))
        for _ in 0..<100 {
            let bytes = RandomText.bytes(&random, count: Int.random(in: 0...300, using: &random))
            for mode in [AnalysisMode.squeeze, .index, .sequence] {
                let analysis = try bytes.withUnsafeBytes { try shared.analyze($0, mode) }
                for token in analysis.tokens {
                    #expect(0 <= token.range.lowerBound && token.range.upperBound <= bytes.count)
                }
                #expect(String(validating: analysis.squeezed, as: UTF8.self) != nil)
                #expect(analysis.tokens.allSatisfy { String(validating: analysis.term(of: $0), as: UTF8.self) != nil })
            }
        }
    }

    @Test("bytes that are no UTF-8 are passed over, what stands around them is found")
    func invalid() throws {
        let bytes = Array("退".utf8) + [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80] + Array("款".utf8) + [0xE6]
        let analysis = try bytes.withUnsafeBytes { try shared.analyze($0, .sequence) }
        #expect(analysis.terms(.bigram) == ["退款"])
        #expect(
            analysis.tokens.last?.range.upperBound == bytes.count - 1
                || analysis.atoms.last?.range.upperBound == bytes.count - 1)
    }

    @Test(
        "an empty text and one of nothing but signs have no terms", arguments: ["", " ", "。！？", "😡", "\u{200D}", "\0"])
    func empty(text: String) throws {
        let analysis = try shared.analyze(text, .sequence)
        #expect(analysis.tokens.isEmpty && analysis.atoms.isEmpty && analysis.squeezed.isEmpty)
        #expect(analysis.lengths == TermLengths(words: 0, bigrams: 0, hanzi: 0))
    }

    @Test("a text of a mebibyte is cut whole")
    func long() throws {
        let text = String(repeating: "商家拒绝退款，態度惡劣😡 KTV 2,800.00 ", count: 20_000)
        let analysis = try shared.analyze(text, .index)
        #expect(text.utf8.count > 1_000_000)
        #expect(analysis.lengths.hanzi == 10 * 20_000)
        #expect(analysis.tokens.count { $0.termClass == .hanzi } == 10)
    }

    @Test("a run of letters without end is cut into atoms of 64")
    func longRun() throws {
        let analysis = try shared.analyze(String(repeating: "a", count: 1000), .sequence)
        #expect(analysis.atoms.count == 16)
        #expect(analysis.atoms.map(\.range.count).reduce(0, +) == 1000)
        let astral = try shared.analyze(
            String(repeating: "a", count: 63) + String(repeating: "𐐨", count: 100), .sequence)
        #expect(astral.tokens.allSatisfy { String(validating: astral.term(of: $0), as: UTF8.self) != nil })
        let number = try shared.analyze(
            String(repeating: "1,234", count: 100) + String(repeating: "0", count: 500), .sequence)
        #expect(!number.tokens.isEmpty)
    }

    @Test("many threads at once get what one gets")
    func concurrency() async throws {
        var random = SplitMix64(seed: 5)
        let texts = (0..<200).map { _ in RandomText.make(&random, pieces: 30) }
        let expected = try texts.map { try shared.analyze($0, .sequence).tokens }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { try zip(texts, expected).allSatisfy { try shared.analyze($0, .sequence).tokens == $1 } }
            }
            for try await same in group { #expect(same) }
        }
    }
}
