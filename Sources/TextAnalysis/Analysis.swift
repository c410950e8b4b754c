import CICU

/// How much of an analysis is wanted.
public enum AnalysisMode: Sendable {
    /// Atoms and the squeezed form only: enough to find a needle or to mark a hit.
    case squeeze
    /// Every word occurrence; each bigram and each single Hanzi once: what is indexed.
    case index
    /// Every occurrence of everything, in order of place.
    case sequence

    var raw: cicu_mode {
        switch self {
        case .squeeze: CICU_SQUEEZE
        case .index: CICU_INDEX
        case .sequence: CICU_SEQUENCE
        }
    }
}

/// How many tokens of each class a text has, every occurrence counted: L of the ranking formula.
public struct TermLengths: Sendable, Equatable {
    public var words: Int
    public var bigrams: Int
    public var hanzi: Int
    /// Words before the first end of a field: what has a lower position stands in the first field.
    public var firstFieldWords = 0

    public init(words: Int, bigrams: Int, hanzi: Int) {
        self.words = words
        self.bigrams = bigrams
        self.hanzi = hanzi
    }

    public subscript(termClass: TermClass) -> Int {
        switch termClass {
        case .word: words
        case .bigram: bigrams
        case .hanzi: hanzi
        }
    }
}

/// What one text was cut into.
public struct Analysis: Sendable {
    /// The squeezed form in its first `squeezedSize` bytes, then the terms that are no slice of it.
    ///
    /// The squeezed form is the folded text without what matching ignores: Hanzi as UTF-8 side by side, each run of
    /// letters and digits between two U+001F, U+001E where a field ends. One text occurs in another exactly where its
    /// squeezed form is a substring of the other's.
    public let pool: [UInt8]
    public let squeezedSize: Int
    public let atoms: [Atom]
    public let tokens: [Token]
    public let lengths: TermLengths

    init(_ raw: cicu_analysis) {
        pool = Array(UnsafeBufferPointer(start: raw.pool, count: Int(raw.pool_size)))
        squeezedSize = Int(raw.squeezed_size)
        atoms = UnsafeBufferPointer(start: raw.atoms, count: Int(raw.atom_count)).map(Atom.init)
        tokens = UnsafeBufferPointer(start: raw.tokens, count: Int(raw.token_count)).map(Token.init)
        var lengths = TermLengths(
            words: Int(raw.word_count), bigrams: Int(raw.bigram_count), hanzi: Int(raw.hanzi_count))
        lengths.firstFieldWords = Int(raw.first_field_words)
        self.lengths = lengths
    }

    public var squeezed: ArraySlice<UInt8> { pool[..<squeezedSize] }

    public func term(of token: Token) -> ArraySlice<UInt8> { pool[token.termRange] }

    public func termText(of token: Token) -> String { String(decoding: term(of: token), as: UTF8.self) }

    /// The terms of one class in order, for tests and messages.
    public func terms(_ termClass: TermClass) -> [String] {
        tokens.filter { $0.termClass == termClass }.map(termText)
    }
}

extension Analysis {
    /// One term as it stands in an index, to be looked up without being cut again.
    public init(onlyTerm term: String, _ termClass: TermClass) {
        let bytes = Array(term.utf8)
        let size = Int32(clamping: bytes.count)
        pool = bytes
        squeezedSize = bytes.count
        atoms = []
        let token = cicu_token(
            start: 0, end: size, term_start: 0, term_end: size, atom: 0, atoms: 1,
            term_class: Int32(termClass.rawValue), derived: 0)
        tokens = [Token(raw: token)]
        lengths = TermLengths(words: 0, bigrams: 0, hanzi: 0)
    }
}
