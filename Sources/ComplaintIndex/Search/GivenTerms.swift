import TextAnalysis

extension Evaluator {
    /// Pairs of Hanzi and single Hanzi that every strict row has because its words hold them: known to be there, and
    /// indexed without frequency, they are scored without reading where else they stand.
    var givenTerms: Set<Term> { plan.root.map(given) ?? [] }

    private func given(_ node: QueryPlan.Node) -> Set<Term> {
        switch node {
        case .and(let nodes): return nodes.reduce(into: []) { $0.formUnion(given($1)) }
        case .or(let nodes):
            guard let first = nodes.first else { return [] }
            return nodes.dropFirst().reduce(given(first)) { $0.intersection(given($1)) }
        case .word(let place):
            let word = plan.words[place]
            // A row named by a number holds the word or not; of several spellings one stands there.
            guard word.near != nil || (isPlain(place) && word.needles.count == 1) else { return [] }
            return word.needles.reduce(into: []) { $0.formUnion(Self.given($1)) }
        case .not, .filter, .nothing: return []
        }
    }

    private static func given(_ needle: Needle) -> Set<Term> {
        var terms = Set<Term>()
        for term in needle.terms where term.termClass != .word {
            terms.insert(term)
            if term.termClass == .hanzi { continue }
            for scalar in term.text.unicodeScalars { terms.insert(Term(text: String(scalar), termClass: .hanzi)) }
        }
        return terms
    }
}

extension QueryPlan {
    /// Whether each row of the answer, strict or relaxed, surely has one of the scored terms.
    var coversEveryRow: Bool { root.map { covers($0, Set(scored.map(\.term))) } ?? false }

    private func covers(_ node: Node, _ terms: Set<Term>) -> Bool {
        switch node {
        case .word(let place):
            words[place].prefix == nil && words[place].needles.allSatisfy { $0.terms.contains(where: terms.contains) }
        case .or(let nodes): nodes.allSatisfy { covers($0, terms) }
        case .and(let nodes):
            // What is taken away or filtered brings no rows; relaxed, a row may owe its place to any of the others.
            nodes.contains { $0.bringsRows } && nodes.allSatisfy { !$0.bringsRows || covers($0, terms) }
        case .nothing: true
        case .not, .filter: false
        }
    }
}

extension QueryPlan.Node {
    fileprivate var bringsRows: Bool {
        switch self {
        case .not, .filter: false
        default: true
        }
    }
}
