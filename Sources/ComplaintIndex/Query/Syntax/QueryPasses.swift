import Foundation

/// What is put in order between lexer and tree, one pass an idea, in the order of `run`.
struct QueryPasses {
    private(set) var tokens: [QueryToken]
    var notes: QueryNotes

    init(tokens: [QueryToken], notes: QueryNotes) {
        self.tokens = tokens
        self.notes = notes
    }

    mutating func run() {
        dropUnpairedParentheses()
        settleOrs()
        flattenDeepParentheses()
        dropUnsearchable()
        cutTerms()
    }

    private mutating func dropUnpairedParentheses() {
        var opened: [Int] = []
        var unpaired: Set<Int> = []
        for (index, token) in tokens.enumerated() {
            switch token {
            case .open: opened.append(index)
            case .close: if opened.popLast() == nil { unpaired.insert(index) }
            default: break
            }
        }
        unpaired.formUnion(opened)
        guard !unpaired.isEmpty else { return }
        notes.add(.unbalancedParenthesis)
        tokens = tokens.enumerated().filter { !unpaired.contains($0.offset) }.map(\.element)
    }

    /// An OR stands between two operands; one that does not is the plain word "or", a `|` is nothing. In lower case,
    /// so that the word, printed again, is no operator.
    private mutating func settleOrs() {
        var settled: [QueryToken] = []
        var afterOperand = false
        for (index, token) in tokens.enumerated() {
            switch token {
            case .or(let isWord, let range):
                if afterOperand, index + 1 < tokens.count, !tokens[index + 1].isClose {
                    settled.append(token)
                    afterOperand = false
                } else {
                    notes.add(.danglingOr)
                    guard isWord else { continue }
                    settled.append(.item(QueryItem(leaves: [(.words("or"), range)], negated: false)))
                    afterOperand = true
                }
            case .open:
                settled.append(token)
                afterOperand = false
            case .item, .close:
                settled.append(token)
                afterOperand = true
            }
        }
        tokens = settled
    }

    /// Parentheses past the limit are left out and what they hold stays, except under a `-`: words that someone wants
    /// to be rid of must not become words to look for, so such a group goes as a whole.
    private mutating func flattenDeepParentheses() {
        var kept: [QueryToken] = []
        var depth = 0
        var skipFrom: Int?
        for token in tokens {
            switch token {
            case .open(let negated):
                depth += 1
                if depth > QueryParser.depthLimit {
                    notes.add(.tooDeep)
                    if negated, skipFrom == nil { skipFrom = depth }
                } else {
                    kept.append(token)
                }
            case .close:
                if depth <= QueryParser.depthLimit { kept.append(token) }
                if skipFrom == depth { skipFrom = nil }
                depth -= 1
            case .item, .or:
                if skipFrom == nil { kept.append(token) }
            }
        }
        tokens = kept
    }

    /// Punctuation and emoji are no part of the index: a leaf of them alone would make the answer empty.
    private mutating func dropUnsearchable() {
        var kept: [QueryToken] = []
        for token in tokens {
            guard case .item(var item) = token else {
                kept.append(token)
                continue
            }
            for leaf in item.leaves where !leaf.node.hasAtoms { notes.add(.nothingToSearch(leaf.node.leafText)) }
            item.leaves.removeAll { !$0.node.hasAtoms }
            if !item.leaves.isEmpty { kept.append(.item(item)) }
        }
        tokens = kept
    }

    /// Keeps the first terms. An OR left without its other side is no matter: the tree leaves empty branches out.
    private mutating func cutTerms() {
        var left = QueryParser.termLimit
        var kept: [QueryToken] = []
        for token in tokens {
            guard case .item(let item) = token else {
                kept.append(token)
                continue
            }
            left -= item.weight
            if left < 0 { break }
            kept.append(token)
        }
        guard left < 0 else { return }
        notes.add(.tooManyTerms)
        let open = kept.reduce(0) { $0 + ($1.isOpen ? 1 : $1.isClose ? -1 : 0) }
        tokens = kept + Array(repeating: .close, count: open)
    }
}

extension QueryToken {
    fileprivate var isClose: Bool {
        if case .close = self { true } else { false }
    }

    fileprivate var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}
