import TextAnalysis

/// One word of a query: it matches where one of its needles occurs.
struct QueryWord: Sendable, Equatable {
    /// The word as folded, for messages and explanations.
    let text: String
    /// What the query says, and for numerals the same number in digits.
    let needles: [Needle]
    /// Words that mark a hit wherever they are read out of a text: numbers in another spelling.
    let aliases: [String]
    /// All of these must be there besides, in this order (near); nil for a plain word.
    var near: (first: Needle, second: Needle, distance: Int)? {
        guard let nearDistance, needles.count == 2 else { return nil }
        return (needles[0], needles[1], nearDistance)
    }
    private let nearDistance: Int?
    /// The last atom may go on: rows come from a scan of the words that begin so.
    let prefix: String?
    /// Whether relaxing may drop it: not what stands in quotes.
    let isRelaxable: Bool

    /// The atoms of each word of a bare run, cut by the analyzer. What a numeral covers stays one word.
    static func spans(of analysis: Analysis) -> [Range<Int>] {
        var spans = analysis.tokens.filter { $0.termClass == .word }.map(\.atoms)
        spans.sort { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
        var merged: [Range<Int>] = []
        for span in spans {
            if let last = merged.last, span.lowerBound < last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
        return merged
    }

    /// One word of a bare run.
    init(_ span: Range<Int>, of analysis: Analysis) {
        let derived = analysis.tokens.filter { $0.isDerived && $0.termClass == .word && $0.atoms.overlaps(span) }
        let literal = Needle(span, of: analysis, isLiteral: false)
        var needles = [literal]
        var aliases: [String] = []
        for token in derived {
            let digits = analysis.termText(of: token)
            let before = span.lowerBound..<token.atoms.lowerBound
            let behind = token.atoms.upperBound..<span.upperBound
            needles.append(Needle(before, digits: digits, behind, of: analysis))
            if before.isEmpty && behind.isEmpty { aliases.append(digits) }
        }
        if span.count == 1, let run = literal.terms.first, run.termClass == .word { aliases.append(run.text) }
        text = Self.shown(literal)
        self.needles = needles
        self.aliases = aliases
        nearDistance = nil
        prefix = nil
        isRelaxable = true
    }

    /// Quoted: the atoms side by side, nothing else.
    init?(phrase analysis: Analysis) {
        guard !analysis.atoms.isEmpty else { return nil }
        let needle = Needle(analysis.atoms.indices, of: analysis, isLiteral: true)
        self.init(text: Self.shown(needle), needles: [needle], isRelaxable: false)
    }

    /// `word*`: Hanzi match anywhere they stand, a run of letters and digits may go on.
    init?(prefix analysis: Analysis) {
        guard let last = analysis.atoms.last else { return nil }
        let all = analysis.atoms.indices
        if last.hanzi != nil {
            let needle = Needle(all, of: analysis, isLiteral: false)
            self.init(text: Self.shown(needle), needles: [needle], isRelaxable: true)
        } else {
            let needle = Needle(prefix: all, of: analysis)
            let inner = last.squeezedRange.dropFirst().dropLast()
            self.init(
                text: Self.shown(needle), needles: [needle], isRelaxable: true,
                prefix: String(decoding: analysis.pool[inner], as: UTF8.self))
        }
    }

    /// `"a b"~n`: both, at most `distance` atoms between them.
    init?(near first: Analysis, _ second: Analysis, distance: Int) {
        guard !first.atoms.isEmpty, !second.atoms.isEmpty else { return nil }
        let needles = [
            Needle(first.atoms.indices, of: first, isLiteral: true),
            Needle(second.atoms.indices, of: second, isLiteral: true),
        ]
        self.init(
            text: needles.map(Self.shown).joined(separator: " ~ "), needles: needles, isRelaxable: false,
            distance: distance)
    }

    private init(text: String, needles: [Needle], isRelaxable: Bool, prefix: String? = nil, distance: Int? = nil) {
        self.text = text
        self.needles = needles
        aliases = []
        nearDistance = distance
        self.prefix = prefix
        self.isRelaxable = isRelaxable
    }

    private static func shown(_ needle: Needle) -> String {
        String(decoding: needle.bytes.filter { $0 != UInt8(Needle.mark) }, as: UTF8.self)
    }
}
