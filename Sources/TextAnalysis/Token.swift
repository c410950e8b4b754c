import CICU

/// What kind of term a token is; lengths and weights are kept by class.
public enum TermClass: Int, Sendable, CaseIterable {
    /// A word of ICU's dictionary or of the domain's, or a run of letters and digits.
    case word
    /// Two Hanzi side by side, or a Hanzi and a short run of letters and digits (4s店, 3号); punctuation and space between
    /// them do not part them.
    case bigram
    /// One Hanzi.
    case hanzi
}

/// The smallest unit of matching: a Hanzi, or a run of other letters and digits.
///
/// `range` is in bytes of the original UTF-8, half-open, on scalar boundaries, never changed after segmentation;
/// ranges of successive atoms never go backwards. (One original character may fold to several atoms, ㈱ for one, which
/// then share its range.)
public struct Atom: Sendable, Equatable {
    let raw: cicu_atom

    public static func == (a: Atom, b: Atom) -> Bool {
        a.range == b.range && a.squeezedRange == b.squeezedRange && a.raw.hanzi == b.raw.hanzi
    }

    public var range: Range<Int> { Int(raw.start)..<Int(raw.end) }
    /// Bytes of the squeezed form, the marks of a run included.
    public var squeezedRange: Range<Int> { Int(raw.squeezed_start)..<Int(raw.squeezed_end) }
    /// The folded Hanzi, nil for a run of letters and digits.
    public var hanzi: Unicode.Scalar? { raw.hanzi == 0 ? nil : Unicode.Scalar(raw.hanzi) }
}

/// One index term at one place of a text.
///
/// `range` is in bytes of the original UTF-8, half-open; `termRange` in bytes of the analysis' `pool`.
public struct Token: Sendable, Equatable {
    let raw: cicu_token

    public static func == (a: Token, b: Token) -> Bool {
        a.range == b.range && a.termRange == b.termRange && a.termClass == b.termClass && a.atoms == b.atoms
            && a.isDerived == b.isDerived
    }

    public var range: Range<Int> { Int(raw.start)..<Int(raw.end) }
    public var termRange: Range<Int> { Int(raw.term_start)..<Int(raw.term_end) }
    /// Indices of the atoms it covers.
    public var atoms: Range<Int> { Int(raw.atom)..<Int(raw.atom + raw.atoms) }
    public var termClass: TermClass { TermClass(rawValue: Int(raw.term_class)) ?? .word }
    /// Read out of the text (a numeral's value, a phone written in groups) and so no slice of it.
    public var isDerived: Bool { raw.derived != 0 }
}
