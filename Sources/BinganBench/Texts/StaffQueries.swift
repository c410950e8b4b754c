import ComplaintIndex
import CorpusGenerator
import TextAnalysis

/// Short queries as staff type them, made of words that a message holds.
struct StaffQueries {
    private let analyzer: Analyzer
    private let weak: WeakWords
    /// In how many of the messages a word stands.
    private var frequencies: [String: Int] = [:]
    private let words: [[String]]

    init(_ messages: [Message], _ analyzer: Analyzer) throws {
        self.analyzer = analyzer
        weak = try WeakWords()
        words = try messages.map { try Self.words($0.text, analyzer) }
        for list in words { for word in Set(list) { frequencies[word, default: 0] += 1 } }
    }

    /// Words of two or more Hanzi, in order.
    private static func words(_ text: String, _ analyzer: Analyzer) throws -> [String] {
        let analysis = try analyzer.analyze(text, .sequence)
        return analysis.tokens.filter { token in
            token.termClass == .word && !token.isDerived && token.atoms.count >= 2
                && analysis.atoms[token.atoms].allSatisfy { $0.hanzi != nil }
        }.map(analysis.termText)
    }

    private static let placeEnds = Set("路街道镇村县区园苑城府湾庭邸庄巷桥站校院")

    /// A place and what is wrong there: the first name of a place in the text and the title's rarest other word that
    /// the text holds too. Nil where the message has none.
    func placeAndIssue(_ place: Int, _ message: Message) throws -> [String]? {
        let held = Set(words[place])
        guard let site = words[place].first(where: { $0.last.map(Self.placeEnds.contains) == true && isTelling($0) }),
            let issue = try Self.words(message.title, analyzer)
                .filter({
                    held.contains($0) && $0 != site && isTelling($0) && !($0.last.map(Self.placeEnds.contains) ?? true)
                })
                .min(by: { frequencies[$0, default: 0] < frequencies[$1, default: 0] })
        else { return nil }
        return [site, issue]
    }

    /// So many telling words of the message, drawn at random.
    func words(_ count: Int, of place: Int, _ random: inout SeededRandom) -> [String]? {
        var candidates = Array(Set(words[place].filter(isTelling))).sorted()
        guard candidates.count >= count else { return nil }
        return (0..<count).map { _ in candidates.remove(at: random.below(candidates.count)) }
    }

    /// Neither boilerplate nor in more than one of fifty messages.
    private func isTelling(_ word: String) -> Bool {
        !weak.contains(word) && frequencies[word, default: 0] * 50 <= words.count
    }
}

/// Slips of a pinyin keyboard: one Hanzi of a word becomes another of the same reading.
struct Homophones {
    private var bySound: [String: [Unicode.Scalar]] = [:]

    /// From the Hanzi that the texts use, those used often first: a keyboard offers no others.
    init(_ texts: [String]) {
        var counts: [Unicode.Scalar: Int] = [:]
        for text in texts {
            for scalar in text.unicodeScalars where 0x4E00...0x9FFF ~= scalar.value { counts[scalar, default: 0] += 1 }
        }
        for (scalar, count) in counts.sorted(by: { ($1.value, $0.key.value) < ($0.value, $1.key.value) })
        where count > 20 {
            if let sound = Reading.of(scalar) { bySound[sound, default: []].append(scalar) }
        }
    }

    /// The words with one Hanzi of one of them mistyped; nil where no Hanzi has a homophone.
    func slip(_ words: [String], _ random: inout SeededRandom) -> [String]? {
        var places: [(word: Int, at: Int, other: [Unicode.Scalar])] = []
        for (place, word) in words.enumerated() {
            for (at, scalar) in word.unicodeScalars.enumerated() {
                let others = (Reading.of(scalar).flatMap { bySound[$0] } ?? []).filter { $0 != scalar }
                if !others.isEmpty { places.append((place, at, Array(others.prefix(5)))) }
            }
        }
        guard !places.isEmpty else { return nil }
        let chosen = places[random.below(places.count)]
        var scalars = Array(words[chosen.word].unicodeScalars)
        scalars[chosen.at] = chosen.other[random.below(chosen.other.count)]
        var slipped = words
        slipped[chosen.word] = scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
        return slipped
    }
}
