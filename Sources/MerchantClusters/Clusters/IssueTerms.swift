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

    /// By rising key, each once.
    package var terms: [Term]
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
    let weakWords: WeakWords
    package let issueWords: IssueWords
    package let topics: IssueTopics

    /// Weights by kind: a named issue says most, a pair of Hanzi least (a word of two holds one already).
    static let wordWeight: Float = 1
    static let pairWeight: Float = 0.6
    static let issueWeight: Float = 1.6
    /// A demand says what is wanted, which is much the same in all complaints.
    static let demandFactor: Float = 0.5
    /// Pairs with a Hanzi of grammar in them, such as 了一.
    static let looseFactor: Float = 0.25

    /// Hanzi of grammar: pairs that hold one say little.
    private static let grammar: Set<Unicode.Scalar> = Set(
        "的了是在我你他她它们这那和与及或也都就还又再很太更最不没有无被把给让向对从到于为以因所而但如若且并其之此该每各某个些么吗呢吧啊呀着过得地要会能可应将已曾正请望"
            .unicodeScalars)

    /// The extractor of this process; dictionaries are read once.
    package static let shared: Result<IssueTermExtractor, DictionaryError> = {
        do throws(DictionaryError) { return .success(try IssueTermExtractor()) } catch { return .failure(error) }
    }()

    private init() throws(DictionaryError) {
        weakWords = try WeakWords()
        issueWords = try IssueWords()
        topics = try IssueTopics()
    }

    package func terms(of draft: Draft) -> IssueTerms {
        var weights: [UInt32: (weight: Float, count: Int)] = [:]
        weights.reserveCapacity(128)
        visit(draft) { weights[$0.key, default: ($0.weight, 0)].count += 1 }
        var pairs: Set<UInt64> = []
        let name = draft.merchantKey.map { Array($0) } ?? []
        eachPair(draft, end: draft.complaint.text.utf8.count) { term in
            if !Self.contains(name, term) { pairs.insert(IssueTopics.key(term)) }
        }
        // The square root of the count: what a long text comes back to is what it is about.
        let terms = weights.map { key, entry in
            IssueTerms.Term(key: key, weight: entry.weight * Float(entry.count).squareRoot())
        }
        return IssueTerms(
            terms: terms.sorted { $0.key < $1.key }, topics: topics.finding(pairs.sorted()),
            category: Self.category(draft.complaint.category))
    }

    /// Calls `body` with each term where it stands, once an occurrence.
    func visit(_ draft: Draft, _ body: (IssueTermPlace) -> Void) {
        let analysis = draft.analysis
        let textEnd = draft.complaint.text.utf8.count
        let demandEnd = textEnd + 1 + (draft.complaint.demand?.utf8.count ?? 0)
        let name = draft.merchantKey.map { Array($0) } ?? []
        for token in analysis.tokens where token.termClass == .word && token.range.lowerBound < demandEnd {
            let term = analysis.term(of: token)
            guard !token.isDerived, let weight = weight(of: term, Self.wordWeight, name) else { continue }
            let factor = token.range.lowerBound > textEnd ? Self.demandFactor : 1
            body(
                IssueTermPlace(
                    key: Self.key(term, .word), kind: .word, weight: weight * factor, pool: token.termRange, issue: -1))
        }
        eachPair(draft, end: textEnd) { term in
            guard let weight = weight(of: term, Self.pairWeight, name) else { return }
            body(
                IssueTermPlace(
                    key: Self.key(term, .bigram), kind: .pair, weight: weight, pool: term.indices, issue: -1))
        }
        let end = analysis.atoms.last { $0.range.upperBound <= textEnd }?.squeezedRange.upperBound ?? 0
        for issue in issueWords.issues(in: analysis.squeezed[..<end]) {
            let key = Self.key(issue: issueWords.names[issue])
            body(IssueTermPlace(key: key, kind: .issue, weight: Self.issueWeight, pool: 0..<0, issue: issue))
        }
    }

    /// Calls `body` with each pair of Hanzi side by side in the first `end` bytes.
    private func eachPair(_ draft: Draft, end: Int, _ body: (ArraySlice<UInt8>) -> Void) {
        let analysis = draft.analysis
        var last: Atom?
        for atom in analysis.atoms {
            guard atom.range.upperBound <= end else { break }
            if let last, last.hanzi != nil, atom.hanzi != nil {
                body(analysis.pool[last.squeezedRange.lowerBound..<atom.squeezedRange.upperBound])
            }
            last = atom
        }
    }

    /// The term as people read it.
    func text(of place: IssueTermPlace, in analysis: Analysis) -> String {
        place.issue >= 0 ? issueWords.names[place.issue] : String(decoding: analysis.pool[place.pool], as: UTF8.self)
    }

    private func weight(of term: ArraySlice<UInt8>, _ base: Float, _ name: [UInt8]) -> Float? {
        guard term.count > 3, !term.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        if Self.contains(name, term) { return nil }
        let text = String(decoding: term, as: UTF8.self)
        if weakWords.contains(text) { return nil }
        return text.unicodeScalars.contains { Self.grammar.contains($0) } ? base * Self.looseFactor : base
    }

    private static func contains(_ name: [UInt8], _ term: ArraySlice<UInt8>) -> Bool {
        guard name.count >= term.count else { return false }
        return name.withUnsafeBytes { ByteSearch.first(Array(term), in: $0) } != nil
    }

    /// FNV-1a of the bytes; classes never share a key by intention.
    static func key(_ term: some Sequence<UInt8>, _ termClass: TermClass) -> UInt32 {
        hash(term, seed: termClass == .word ? 0x811C_9DC5 : 0x2166_3F1D)
    }

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
