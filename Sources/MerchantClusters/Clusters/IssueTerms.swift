import ComplaintIndex
import ComplaintModel
import TextAnalysis

/// What a complaint's text and demand say about its issue: words, pairs of Hanzi and issues named, as hashed terms.
///
/// Left out: the merchant's own name (all its complaints share it), numbers and amounts, boilerplate, single Hanzi.
package struct IssueTerms: Sendable, Equatable {
    package struct Term: Sendable, Equatable {
        package var key: UInt32
        /// Before rarity: by class and kind of term.
        package var weight: Float
    }

    /// Words and pairs of Hanzi, by rising key, each once.
    package var terms: [Term]
    /// Issues named, by rising key, each once.
    package var issues: [Term] = []
    /// What kind of complaint it is, as far as that was taught.
    package var topics = IssueTopics.Finding()
    /// The hash of the category's first level; 0 for none.
    package var category: UInt32
}

/// What kind of term a hashed one is.
enum IssueTermKind: Sendable { case word, pair, issue }

/// A term where it stands in a complaint's analysis.
struct IssueTermPlace {
    let key: UInt32
    let kind: IssueTermKind
    let weight: Float
    /// Bytes of the analysis' pool; empty for an issue.
    let pool: Range<Int>
    /// The issue's place among the names; -1 for a word or pair.
    let issue: Int
}

/// Makes issue terms. Immutable; safe to call from any thread.
package struct IssueTermExtractor: Sendable {
    private let weakWords: WeakTerms
    package let issueWords: IssueWords
    package let topics: IssueTopics

    /// Weights by kind: a pair of Hanzi says less, since a word of two holds one already.
    static let wordWeight: Float = 1
    static let pairWeight: Float = 0.6
    /// An issue named in the first sentence or the title against one named on the way: position is the oldest sign of what a
    /// text is about (Edmundson, New Methods in Automatic Extracting, 1969).
    static let leadFactor: Float = 4
    /// The same for words and pairs, which are many: what a letter asks stands in its title, the way there in the rest.
    static let leadWordFactor: Float = 1.5
    /// A demand says what is wanted, which is much the same in all complaints.
    static let demandFactor: Float = 0.5
    /// The extractor of this process; dictionaries are read once.
    package static let shared: Result<IssueTermExtractor, DictionaryError> = {
        do throws(DictionaryError) { return .success(try IssueTermExtractor()) } catch { return .failure(error) }
    }()

    private init() throws(DictionaryError) {
        weakWords = WeakTerms(try WeakWords())
        issueWords = try IssueWords()
        topics = try IssueTopics.shared.get()
    }

    package func terms(of draft: Draft) -> IssueTerms { terms(of: IssueText(draft)) }

    func terms(of text: IssueText) -> IssueTerms { terms(of: text) { _ in } }

    /// - Parameter body: gets each term where it stands, once an occurrence.
    func terms(of text: IssueText, _ body: (IssueTermPlace) -> Void) -> IssueTerms {
        var (terms, issues) = (Occurrences(256), Occurrences(16))
        var pairs: [UInt64] = []
        pairs.reserveCapacity(256)
        visit(text, pair: { pairs.append($0) }) { place in
            if place.kind == .issue { issues.add(place) } else { terms.add(place) }
            body(place)
        }
        return IssueTerms(
            terms: terms.merged(), issues: issues.merged(), topics: topics.finding(pairs),
            category: Self.category(text.category))
    }

    /// Terms as they occur, brought together at the end.
    private struct Occurrences {
        /// Key above place: sorted, equal keys lie side by side in the order of the text.
        private var places: [UInt64] = []
        private var weights: [Float] = []

        init(_ capacity: Int) {
            places.reserveCapacity(capacity)
            weights.reserveCapacity(capacity)
        }

        mutating func add(_ place: IssueTermPlace) {
            places.append(UInt64(place.key) << 32 | UInt64(weights.count))
            weights.append(place.weight)
        }

        /// By rising key, each once, with the weight of its first occurrence by the square root of their count: what a long
        /// text comes back to is what it is about.
        mutating func merged() -> [IssueTerms.Term] {
            places.sort()
            var terms: [IssueTerms.Term] = []
            terms.reserveCapacity(places.count)
            var start = 0
            while start < places.count {
                let key = places[start] >> 32
                var end = start + 1
                while end < places.count, places[end] >> 32 == key { end += 1 }
                let weight = weights[Int(places[start] & 0xFFFF_FFFF)] * Float(end - start).squareRoot()
                terms.append(.init(key: UInt32(key), weight: weight))
                start = end
            }
            return terms
        }
    }

    /// Calls `body` with each term where it stands, once an occurrence.
    /// - Parameter pair: gets each pair of Hanzi in the text that is not the merchant's, as topics know them.
    private func visit(_ text: IssueText, pair: (UInt64) -> Void, _ body: (IssueTermPlace) -> Void) {
        let analysis = text.analysis
        analysis.pool.withUnsafeBufferPointer { pool in
            let term = IssueTermWeigher(pool, name: text.name, weakWords: weakWords)
            for token in analysis.tokens where token.termClass == .word && token.range.lowerBound < text.demandEnd {
                guard !token.isDerived else { continue }
                let key = term.key(token.termRange, .word)
                guard !term.isOfName(token.termRange), let weight = term.weight(token.termRange, key, Self.wordWeight)
                else { continue }
                let factor = Self.factor(token.range, text)
                body(
                    IssueTermPlace(key: key, kind: .word, weight: weight * factor, pool: token.termRange, issue: -1))
            }
            Self.eachPair(analysis.atoms, end: text.textEnd) { first, second in
                let range = first.squeezedRange.lowerBound..<second.squeezedRange.upperBound
                guard !term.isOfName(range) else { return }
                pair(IssueTopics.key(pool, range))
                let key = term.key(range, .bigram)
                guard !term.meetsName(at: second.squeezedRange.lowerBound),
                    let weight = term.weight(range, key, Self.pairWeight * Self.factor(second.range, text))
                else { return }
                body(IssueTermPlace(key: key, kind: .pair, weight: weight, pool: range, issue: -1))
            }
            eachIssue(text, pool, term, body)
        }
    }

    /// What a term weighs for where it stands, in bytes of the text.
    private static func factor(_ range: Range<Int>, _ text: IssueText) -> Float {
        range.upperBound <= text.leadEnd ? leadWordFactor : range.lowerBound > text.textEnd ? demandFactor : 1
    }

    /// Calls `body` with each word that names an issue and is not of the merchant's name: at a driving school everything is
    /// about driving.
    private func eachIssue(
        _ text: IssueText, _ pool: UnsafeBufferPointer<UInt8>, _ term: IssueTermWeigher,
        _ body: (IssueTermPlace) -> Void
    ) {
        let atoms = text.analysis.atoms
        let end = atoms.last { $0.range.upperBound <= text.textEnd }?.squeezedRange.upperBound ?? 0
        let lead = atoms.prefix { $0.range.upperBound <= text.leadEnd }.last?.squeezedRange.upperBound ?? 0
        issueWords.mentions(pool, end) { issue, word in
            guard !term.isOfName(word) else { return }
            body(
                IssueTermPlace(
                    key: Self.key(issue: issueWords.names[issue]), kind: .issue,
                    weight: word.upperBound <= lead ? Self.leadFactor : 1, pool: 0..<0, issue: issue))
        }
    }

    /// Calls `body` with each pair of Hanzi side by side in the first `end` bytes.
    private static func eachPair(_ atoms: [Atom], end: Int, _ body: (Atom, Atom) -> Void) {
        var last: Atom?
        for atom in atoms {
            guard atom.range.upperBound <= end else { break }
            if let last, last.hanzi != nil, atom.hanzi != nil {
                body(last, atom)
            }
            last = atom
        }
    }

    /// FNV-1a of the bytes; classes never share a key by intention.
    static func key(_ term: some Sequence<UInt8>, _ termClass: TermClass) -> UInt32 {
        hash(term, seed: seed(termClass))
    }

    static func seed(_ termClass: TermClass) -> UInt32 { termClass == .word ? 0x811C_9DC5 : 0x2166_3F1D }

    static func key(topic: Int) -> UInt32 { hash("topic \(topic)".utf8, seed: 0x3C6E_F372) }

    static func key(issue name: String) -> UInt32 { hash(name.utf8, seed: 0x5BD1_E995) }

    private static func category(_ name: String?) -> UInt32 {
        guard let name, !name.isEmpty else { return 0 }
        return max(1, hash(name.utf8.prefix { $0 != UInt8(ascii: "/") }, seed: 0x811C_9DC5))
    }

    private static func hash(_ bytes: some Sequence<UInt8>, seed: UInt32) -> UInt32 {
        bytes.reduce(seed) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
