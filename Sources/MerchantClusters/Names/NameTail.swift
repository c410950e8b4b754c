/// What may stand behind the brand: words of trade and form, cities, and at the end a branch.
struct NameTail {
    struct Token {
        enum Kind {
            case trade(Trades.Entry)
            case form(CompanyForms.Entry)
            case place(PlaceNames.Entry)
            case branch
        }

        var kind: Kind
        var start: Int
        var end: Int
    }

    private let units: [UInt32]
    private let goesOn: [Bool]
    private let forms: CompanyForms
    /// The word that begins at a place and leads to the end by words, the longest; nil where none does.
    private var next: [Token?]
    private var words: [[Token]]

    /// The longest name of a branch.
    private static let branchLimit = 14

    init(_ name: FoldedName, _ lexicon: NameLexicon, from start: Int) {
        units = name.units
        goesOn = name.goesOn
        forms = lexicon.forms
        next = Array(repeating: nil, count: units.count + 1)
        words = Array(repeating: [], count: units.count + 1)
        for place in stride(from: units.count - 1, through: start, by: -1) where !goesOn[place] {
            words[place] = Self.words(units, goesOn, lexicon, from: place)
            next[place] = words[place].first { reaches(from: $0.end) }
        }
    }

    /// All words that begin at a place, longest first.
    private static func words(
        _ units: [UInt32], _ goesOn: [Bool], _ lexicon: NameLexicon, from start: Int
    ) -> [Token] {
        var found: [Token] = []
        for (end, entry) in lexicon.trades.table.matches(units, from: start) {
            found.append(Token(kind: .trade(entry), start: start, end: end))
        }
        for (end, entry) in lexicon.forms.table.matches(units, from: start) {
            // A single character ends a name or is no word: 馆, 行.
            if end == start + 1 && end < units.count || !(entry.isLegal || entry.isShop) { continue }
            // 分公司 and 支公司 are branches.
            if entry.isLegal, start > 0, [0x5206, 0x652F].contains(units[start - 1]) { continue }
            found.append(Token(kind: .form(entry), start: start, end: end))
        }
        if let (end, entry) = lexicon.places.longest(units, from: start, where: { $0.isWide }) {
            found.append(Token(kind: .place(entry), start: start, end: end))
        }
        return found.filter { $0.end == units.count || !goesOn[$0.end] }.sorted { $0.end > $1.end }
    }

    private func reaches(from place: Int) -> Bool {
        place == units.count || next[place] != nil || isBranch(from: place)
    }

    /// Whether the rest names a branch: 光谷店.
    private func isBranch(from place: Int) -> Bool {
        let rest = units[place...]
        guard rest.count >= 2, rest.count <= Self.branchLimit else { return false }
        let end = forms.branchEnd(rest)
        return end > 0 && end < rest.count
    }

    /// Where the shortest brand ends whose rest is words and a branch; nil for none.
    func brandEnd(from start: Int) -> Int? {
        guard start < units.count else { return nil }
        // A run of letters is a brand by itself.
        var first = start + 1
        while first < units.count, goesOn[first] { first += 1 }
        if first == start + 1 { first = start + 2 }
        guard first < units.count else { return nil }
        return (first..<units.count).first { !goesOn[$0] && next[$0] != nil && !isAllWords(from: start, to: $0) }
    }

    /// Whether nothing but words stands from here to the end, a branch apart.
    func isAllWords(from start: Int) -> Bool {
        guard start < units.count, let first = next[start] else { return false }
        if case .trade(let entry) = first.kind, !entry.isGeneric { return true }
        return !tokens(from: start).contains { if case .branch = $0.kind { true } else { false } }
    }

    /// Whether the units between are words of trade: then they are no brand.
    private func isAllWords(from start: Int, to end: Int) -> Bool {
        guard next[start] != nil else { return false }
        var place = start
        while place < end {
            guard let word = words[place].first(where: { $0.end <= end }) else { return false }
            if case .trade(let entry) = word.kind, entry.isGeneric { return false }
            place = word.end
        }
        return true
    }

    /// Whether words lead from here to the end.
    func isWord(at place: Int) -> Bool { place < units.count && next[place] != nil }

    func hasTrade(from start: Int) -> Bool {
        tokens(from: start).contains { if case .trade = $0.kind { true } else { false } }
    }

    /// The words from a place that ``brandEnd(from:)`` gave, or where all are words.
    func tokens(from start: Int) -> [Token] {
        var tokens: [Token] = []
        var place = start
        while place < units.count {
            guard let token = next[place] else {
                tokens.append(Token(kind: .branch, start: place, end: units.count))
                break
            }
            tokens.append(token)
            place = token.end
        }
        return tokens
    }
}
