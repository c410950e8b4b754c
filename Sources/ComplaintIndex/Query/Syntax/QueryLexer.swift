import Foundation

/// A query's text to tokens: operands are read whole, operators told from plain characters.
struct QueryLexer {
    private(set) var tokens: [QueryToken] = []
    var notes = QueryNotes()
    /// Where an `AND` stood, which says nothing unless it is all there is.
    private(set) var sawAnd: Range<Int>?

    let source: QuerySource
    var index = 0
    /// Kinds of quotes known to have no closing partner ahead, so that each is looked for once at most.
    private var unclosed: [QueryCharacter] = []

    init(_ source: QuerySource) {
        self.source = source
        if source.isCut { notes.add(.tooLong) }
    }

    mutating func run() {
        while let character = source[index] {
            switch character {
            case .space: index += 1
            case .pipe: readPipes()
            case .close:
                tokens.append(.close)
                index += 1
            case .minus: readMinus()
            default: readOperand(negated: false)
            }
        }
    }

    /// `||` is taken as `|`.
    private mutating func readPipes() {
        let start = index
        while source[index] == .pipe { index += 1 }
        tokens.append(.or(isWord: false, range: source.bytes(start..<index)))
    }

    private mutating func readMinus() {
        let start = index
        while source[index] == .minus { index += 1 }
        let before = start == 0 ? .space : source[start - 1]
        let stands = before == .space || before == .open || before == .pipe
        if index == start + 1, stands, source[index].map(\.endsOperand) == false {
            readOperand(negated: true)
        } else {
            notes.add(.strayMinus)
        }
    }

    /// Reads what begins at `index`, which is neither space, `|`, `)` nor `-`; a quote without its partner is skipped.
    private mutating func readOperand(negated: Bool) {
        skipUnpairedQuotes()
        switch source[index] {
        case .open:
            tokens.append(.open(negated: negated))
            index += 1
        case .some(let character) where character.isQuote: readQuoted(negated: negated)
        case .some(let character) where !character.endsOperand && character != .minus: readRun(negated: negated)
        default: if negated { notes.add(.strayMinus) }
        }
    }

    // MARK: Quotes

    mutating func skipUnpairedQuotes() {
        while source[index]?.isQuote == true, closingQuote() == nil {
            notes.add(.unbalancedQuote)
            index += 1
        }
    }

    /// Where the quotation that begins at `index` ends; nil when none begins or it has no end.
    mutating func closingQuote() -> Int? {
        guard let closing = source[index]?.closingQuote, !unclosed.contains(closing) else { return nil }
        if let end = source.characters[(index + 1)...].firstIndex(of: closing) { return end }
        unclosed.append(closing)
        return nil
    }

    /// Reads the quotation at `index` and what `~` says of it.
    private mutating func readQuoted(negated: Bool) {
        let start = index
        guard let end = closingQuote() else { return }
        let content = source.text(start + 1..<end).trimmedOfQuerySpace
        index = end + 1
        if !negated, standsInSentence(start..<index) {
            notes.add(.quoteInSentence(content))
            let leaves = QueryWords.plain(content).map {
                (node: QueryNode.words($0), range: source.bytes(start..<index))
            }
            return tokens.append(.item(QueryItem(leaves: leaves, negated: false)))
        }
        guard source[index] == .tilde else {
            let leaf = (node: QueryNode.phrase(content), range: source.bytes(start..<index))
            return tokens.append(.item(QueryItem(leaves: [leaf], negated: negated)))
        }
        readNear(content, start: start, negated: negated)
    }

    /// Chinese quotes within a sentence that was pasted, as in 希望拆除“违章建筑”的建议: they quote, and ask for nothing.
    private func standsInSentence(_ quoted: Range<Int>) -> Bool {
        guard source.scalars[quoted.lowerBound].value > 0xFF, source.scalars[quoted.lowerBound] != "＂" else {
            return false
        }
        return source[quoted.lowerBound - 1] == .other || source[quoted.upperBound] == .other
    }

    private mutating func readNear(_ content: String, start: Int, negated: Bool) {
        let distance = readDistance()
        let range = source.bytes(start..<index)
        let words = QueryWords.spaced(content).filter(\.hasAtoms)
        if let distance, words.count == 2 {
            if distance > 999 { notes.add(.nearTooFar) }
            let node = QueryNode.near(words[0], words[1], distance: min(distance, 999))
            return tokens.append(.item(QueryItem(leaves: [(node, range)], negated: negated)))
        }
        notes.add(.badNear(content))
        // A quotation with a ~ that says nothing is still a quotation; one that asks for nearness is not.
        let leaves: [(node: QueryNode, range: Range<Int>)] =
            distance == nil ? [(.phrase(content), range)] : QueryWords.plain(content).map { (.words($0), range) }
        tokens.append(.item(QueryItem(leaves: leaves, negated: negated)))
    }

    /// The number after the `~` at `index`, at most 1000; nil, past the `~` alone, when there is none that ends there.
    private mutating func readDistance() -> Int? {
        index += 1
        var end = index
        var distance = 0
        while end < source.count, let digit = source.scalars[end].properties.numericValue,
            source.scalars[end].properties.generalCategory == .decimalNumber
        {
            distance = min(distance * 10 + Int(digit), 1000)
            end += 1
        }
        guard end > index, source[end].map(\.endsOperand) != false else { return nil }
        index = end
        return distance
    }

    // MARK: Runs

    private mutating func readRun(negated: Bool) {
        let start = index
        index = endOfRun(start)
        let text = source.text(start..<index)
        let range = source.bytes(start..<index)
        switch QueryWords.reserved(text) {
        case "OR" where !negated: tokens.append(.or(isWord: true, range: range))
        case "AND" where !negated: sawAnd = range
        case .some(let word):
            tokens.append(.item(QueryItem(leaves: [(.words(word.lowercased()), range)], negated: negated)))
        case nil:
            let leaves = readField(text, start: start) ?? [(plain(text), range)]
            tokens.append(.item(QueryItem(leaves: leaves, negated: negated)))
        }
    }

    func endOfRun(_ start: Int) -> Int {
        var end = start
        while let character = source[end], !character.endsOperand, !character.isQuote {
            if character == .open {
                let isOperator = end - start <= 3 && QueryWords.reserved(source.text(start..<end)) != nil
                guard let close = source.inlineClose[end], !isOperator else { break }
                end = close
            }
            end += 1
        }
        return end
    }

    /// A run without a field: `word*`, or words.
    private mutating func plain(_ text: String) -> QueryNode {
        let stars = text.unicodeScalars.filter { QueryCharacter($0) == .star }.count
        guard stars > 0, text.hasAtoms else { return .words(text) }
        let body = String(text.unicodeScalars.dropLast())
        let ends = text.unicodeScalars.last.map { QueryCharacter($0) == .star } ?? false
        if stars == 1, ends, let last = body.last, String(last).hasAtoms { return .prefix(body) }
        notes.add(.strayStar(text))
        return .words(text)
    }
}
