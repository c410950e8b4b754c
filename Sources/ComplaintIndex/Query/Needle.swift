import Foundation
import TextAnalysis

/// A term of the full-text tables: its text is folded, so that the same bytes are what makes two terms one.
struct Term: Sendable, Hashable {
    let text: String
    let termClass: TermClass

    static func == (one: Term, other: Term) -> Bool {
        one.termClass == other.termClass && one.text.utf8.count == other.text.utf8.count
            && one.text.utf8.elementsEqual(other.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(termClass)
    }
}

/// Characters that must stand side by side: a piece of squeezed text.
struct Needle: Sendable, Equatable {
    let bytes: [UInt8]
    /// Terms that every row holding the needle has.
    let terms: [Term]
    /// A row has all of `terms` only if it holds the needle.
    let isExact: Bool
    /// Words that make up the needle: rows whose text has them one behind the other surely hold it. Empty for none.
    let certain: [Term]
    /// All of it where it is of Hanzi alone, and few enough to be looked for as they are folded; else empty.
    let hanzi: [UInt32]

    /// The needle of successive atoms.
    /// - Parameter isLiteral: digits must stand as digits; else a numeral's value counts as well.
    init(_ atoms: Range<Int>, of analysis: Analysis, isLiteral: Bool) {
        let list = analysis.atoms[atoms]
        guard let first = list.first, let last = list.last else {
            (bytes, terms, isExact, certain, hanzi) = ([], [], false, [], [])
            return
        }
        bytes = Array(analysis.pool[first.squeezedRange.lowerBound..<last.squeezedRange.upperBound])
        terms = Self.terms(atoms, of: analysis)
        let isPlainHanzi = list.allSatisfy { $0.hanzi != nil }
        hanzi = isPlainHanzi && list.count <= Analyzer.needleLimit ? list.compactMap { $0.hanzi?.value } : []
        let isOneTerm = isPlainHanzi ? list.count <= 2 : list.count == 1
        // A pair of a Hanzi and a run is made of what is written; a number's own term, of numerals as well.
        let isPair = list.count == 2 && terms.contains { $0.termClass == .bigram }
        isExact = isPair || isOneTerm && !(isLiteral && bytes.contains { ("0"..."9").contains(UnicodeScalar($0)) })
        certain = isPlainHanzi && list.count > 2 ? Self.words(atoms, of: analysis) : []
    }

    /// The words that the atoms were cut into; where words begin before them or end behind them, all as one.
    private static func words(_ atoms: Range<Int>, of analysis: Analysis) -> [Term] {
        let cut = analysis.tokens.filter { $0.termClass == .word && !$0.isDerived && $0.atoms.overlaps(atoms) }
            .sorted { $0.atoms.lowerBound < $1.atoms.lowerBound }
        let isWhole = cut.first?.atoms.lowerBound == atoms.lowerBound && cut.last?.atoms.upperBound == atoms.upperBound
        if isWhole { return cut.map { Term(text: analysis.termText(of: $0), termClass: .word) } }
        guard let first = analysis.atoms[atoms].first, let last = analysis.atoms[atoms].last else { return [] }
        let whole = text(first.squeezedRange.lowerBound..<last.squeezedRange.upperBound, analysis)
        return [Term(text: whole, termClass: .word)]
    }

    /// The needle in which a numeral stands as the digits of its value, between the atoms before and behind it.
    init(_ before: Range<Int>, digits: String, _ behind: Range<Int>, of analysis: Analysis) {
        func slice(_ atoms: Range<Int>) -> ArraySlice<UInt8> {
            guard let first = analysis.atoms[atoms].first, let last = analysis.atoms[atoms].last else { return [] }
            return analysis.pool[first.squeezedRange.lowerBound..<last.squeezedRange.upperBound]
        }
        let mark = UInt8(Needle.mark)
        var all = Array(slice(before))
        all.append(mark)
        all += digits.utf8
        all.append(mark)
        all += slice(behind)
        bytes = all
        let number = Term(text: digits, termClass: .word)
        terms =
            Self.terms(before, of: analysis) + [number] + Self.terms(behind, of: analysis)
            + Self.pairs(analysis.atoms[before].last, digits, analysis.atoms[behind].first)
        isExact = before.isEmpty && behind.isEmpty
        certain = []
        hanzi = []
    }

    /// A needle that a run of letters and digits begins with: the last atom may go on.
    init(prefix atoms: Range<Int>, of analysis: Analysis) {
        let whole = Needle(atoms, of: analysis, isLiteral: true)
        bytes = whole.bytes.last == UInt8(Needle.mark) ? Array(whole.bytes.dropLast()) : whole.bytes
        terms = Self.terms(atoms.lowerBound..<max(atoms.lowerBound, atoms.upperBound - 1), of: analysis)
        isExact = atoms.count == 1
        certain = []
        hanzi = []
    }

    /// U+001F, around each run of letters and digits in a squeezed text.
    static let mark = 0x1F

    private static func terms(_ atoms: Range<Int>, of analysis: Analysis) -> [Term] {
        var terms: [Term] = []
        for index in atoms {
            let atom = analysis.atoms[index]
            guard atom.hanzi != nil else {
                let run = text(atom.squeezedRange.dropFirst().dropLast(), analysis)
                terms.append(Term(text: run, termClass: .word))
                let before = index > atoms.lowerBound ? analysis.atoms[index - 1] : nil
                let behind = index + 1 < atoms.upperBound ? analysis.atoms[index + 1] : nil
                terms += pairs(before, run, behind)
                continue
            }
            let joinsNext = index + 1 < atoms.upperBound && analysis.atoms[index + 1].hanzi != nil
            let joinedBefore = index > atoms.lowerBound && analysis.atoms[index - 1].hanzi != nil
            if joinsNext {
                let end = analysis.atoms[index + 1].squeezedRange.upperBound
                terms.append(Term(text: text(atom.squeezedRange.lowerBound..<end, analysis), termClass: .bigram))
            } else if !joinedBefore {
                terms.append(Term(text: text(atom.squeezedRange, analysis), termClass: .hanzi))
            }
        }
        return terms
    }

    /// The pairs that a short run makes with the Hanzi beside it: they leave few rows to be looked at.
    private static func pairs(_ before: Atom?, _ run: String, _ behind: Atom?) -> [Term] {
        guard run.utf8.count <= Analyzer.pairedRunLimit else { return [] }
        let texts = [before?.hanzi.map { "\($0)" + run }, behind?.hanzi.map { run + "\($0)" }]
        return texts.compactMap { $0.map { Term(text: $0, termClass: .bigram) } }
    }

    private static func text(_ range: Range<Int>, _ analysis: Analysis) -> String {
        String(decoding: analysis.pool[range], as: UTF8.self)
    }

    /// Where the needle begins in `text`, from `start` on; nil where it does not occur.
    func firstPlace(in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        ByteSearch.first(bytes, in: text, from: start)
    }
}
