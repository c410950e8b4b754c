import ArgumentParser
import ComplaintIndex
import CorpusGenerator
import TextAnalysis

/// Whether every substring finds its text, and nothing else is counted.
struct Substrings: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Random substrings of 2 to 8 Hanzi: does each find its text, and is what is counted right?")

    @OptionGroup var data: DataOptions
    @Option(help: "How many substrings.") var count = 5000
    @Option(help: "How many texts, drawn from messages and reviews.") var texts = 20_000
    @Option(help: "Of the random choices.") var seed: UInt64 = 1

    func run() throws {
        BenchHeader(
            question: "Is each text found by any 2 to 8 Hanzi of it, and is everything counted a text that holds them?",
            corpus:
                "\(texts) texts of citizen-messages.jsonl.gz and reviews.jsonl.gz; \(count) substrings, seed \(seed)",
            floor: "each text folded scalar by scalar and searched with String.contains"
        ).show()
        var random = SeededRandom(seed: seed)
        let texts = try drawn(&random)
        let index = try TextIndex(texts)
        let dull = DullTexts(texts, index.store.analyzer)
        var quoted = SubstringTally(), bare = SubstringTally()
        var done = 0
        while done < count {
            let place = random.below(texts.count)
            guard let piece = Self.piece(of: texts[place], &random) else { continue }
            done += 1
            try quoted.count("\"\(piece)\"", words: ([dull.folded(piece)], true), place, index, dull)
            try bare.count(piece, words: Self.words(of: piece, index.store.analyzer), place, index, dull)
        }
        var table = Table("substrings", "searched", "found", "recall", "rows counted", "wrongly", "missed", "took s")
        for (name, tally) in [("quoted", quoted), ("unquoted", bare)] {
            table.add([name] + tally.cells)
        }
        table.show()
        guard quoted.isRight && bare.isRight else { throw ExitCode(1) }
    }

    private func drawn(_ random: inout SeededRandom) throws -> [String] {
        var all: [String] = []
        for file in ["citizen-messages.jsonl.gz", "reviews.jsonl.gz"] {
            try data.forEachObject(in: file) { object in
                let text = object.string("text")
                if text.unicodeScalars.contains(where: Self.isHanzi) { all.append(text) }
            }
        }
        let wanted = min(texts, all.count)
        for place in 0..<wanted { all.swapAt(place, place + random.below(all.count - place)) }
        return Array(all.prefix(wanted))
    }

    private static func isHanzi(_ scalar: Unicode.Scalar) -> Bool { 0x4E00...0x9FFF ~= scalar.value }

    /// 2 to 8 Hanzi that stand side by side; nil where the place drawn has none.
    private static func piece(of text: String, _ random: inout SeededRandom) -> String? {
        let scalars = Array(text.unicodeScalars)
        let length = 2 + random.below(7)
        guard scalars.count >= length else { return nil }
        let start = random.below(scalars.count - length + 1)
        let slice = scalars[start..<start + length]
        guard slice.allSatisfy(isHanzi) else { return nil }
        return slice.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// The words of an unquoted run, cut by the analyzer; a numeral is left out, since it also stands for its digits, and
    /// the words are not all that rows must hold then.
    private static func words(
        of piece: String, _ analyzer: Analyzer
    ) throws -> (words: [String], isAll: Bool) {
        let analysis = try analyzer.analyze(piece, .sequence)
        let numerals = analysis.tokens.filter(\.isDerived).map(\.atoms)
        let words = analysis.tokens.filter { token in
            token.termClass == .word && !token.isDerived && !numerals.contains { $0.overlaps(token.atoms) }
        }.map(analysis.termText)
        return (words, numerals.isEmpty)
    }
}

/// The ten lines that the search is held against: every text folded and kept, looked through from end to end.
struct DullTexts {
    private let analyzer: Analyzer
    private var texts: [[UInt8]] = []

    init(_ texts: [String], _ analyzer: Analyzer) {
        self.analyzer = analyzer
        self.texts = texts.map { Array(folded($0).utf8) }
    }

    /// Letters, digits and Hanzi, each folded by itself; all else is left out.
    func folded(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            for part in analyzer.fold(scalar) where part.properties.isAlphabetic || part.properties.numericType != nil {
                result.unicodeScalars.append(part)
            }
        }
    }

    func holds(_ place: Int, _ words: [String]) -> Bool {
        words.allSatisfy { word in
            var word = word
            return word.withUTF8 { needle in
                texts[place].withUnsafeBytes { ByteSearch.first(Array(needle), in: $0, from: 0) != nil }
            }
        }
    }

    func count(_ words: [String]) -> Int { texts.indices.count { holds($0, words) } }
}

private struct SubstringTally {
    private var searched = 0
    private var found = 0
    private var rows = 0
    private var wrong = 0
    private var missed = 0
    private var seconds = 0.0

    mutating func count(
        _ query: String, words: (words: [String], isAll: Bool), _ place: Int, _ index: TextIndex, _ dull: DullTexts
    ) throws {
        let (ids, timing) = try Timing.of { try index.store.matchingIDs(query: query, limit: .max) }
        searched += 1
        seconds += timing.wall
        rows += ids.count
        found += ids.contains(Int64(place + 1)) ? 1 : 0
        wrong += ids.count { !dull.holds(Int($0) - 1, words.words) }
        if words.isAll { missed += max(0, dull.count(words.words) - ids.count) }
    }

    var isRight: Bool { found == searched && wrong == 0 && missed == 0 }

    var cells: [String] {
        ["\(searched)", "\(found)", found.share(of: searched), "\(rows)", "\(wrong)", "\(missed)", seconds.digits(2)]
    }
}
