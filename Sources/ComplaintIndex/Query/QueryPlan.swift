import TextAnalysis

/// A query cut by the analyzer: what rows must hold, and what they are scored by. Knows no database.
struct QueryPlan: Sendable {
    indirect enum Node: Sendable {
        /// The word at this place of `words`.
        case word(Int)
        case and([Node])
        case or([Node])
        case not(Node)
        case filter(Filter)
        /// Nothing searchable was typed: no row.
        case nothing

        var hasFilters: Bool {
            switch self {
            case .filter: true
            case .and(let nodes), .or(let nodes): nodes.contains(where: \.hasFilters)
            case .not(let inner): inner.hasFilters
            case .word, .nothing: false
            }
        }
    }

    struct ScoredTerm: Sendable {
        let term: Term
        /// 1, or the weak weight.
        let queryWeight: Float
        let isWeak: Bool
    }

    /// Nil: every row.
    let root: Node?
    let filters: [Filter]
    let words: [QueryWord]
    /// By word: whether a hit may show it (it stands under no `-`).
    let isPositive: [Bool]
    /// By word: the pairs of Hanzi that begin in it, also those that end in the next word of the run.
    let pairs: [[Term]]
    let scored: [ScoredTerm]
    /// The one word of the query as typed, when it is one: a phone, an order, a complaint's number perhaps.
    let identifiers: [Int: String]

    /// Terms that rows are found by: these are scored however little they weigh.
    var sought: Set<Term> { Set(words.lazy.flatMap(\.needles).flatMap(\.terms)) }

    /// Most terms that are scored; of a longer query the first ones.
    static let scoredLimit = 250

    /// Whether fields of rows are asked for.
    var hasFilters: Bool { !filters.isEmpty || root?.hasFilters == true }

    init(_ parsed: ParsedQuery, _ analyzer: Analyzer, _ weak: WeakWords, _ formula: Formula, filters: [Filter] = [])
        throws
    {
        var builder = PlanBuilder(analyzer: analyzer, weak: weak, formula: formula)
        root = try parsed.root.map { try builder.node($0, isPositive: true) }
        self.filters = parsed.filters + filters
        words = builder.words
        pairs = builder.pairs
        isPositive = builder.isPositive
        scored = Array(builder.scored.prefix(Self.scoredLimit))
        identifiers = builder.identifiers
    }
}

private struct PlanBuilder {
    let analyzer: Analyzer
    let weak: WeakWords
    let formula: Formula
    var words: [QueryWord] = []
    var isPositive: [Bool] = []
    var pairs: [[Term]] = []
    var scored: [QueryPlan.ScoredTerm] = []
    var identifiers: [Int: String] = [:]
    private var seen: Set<Term> = []

    init(analyzer: Analyzer, weak: WeakWords, formula: Formula) {
        self.analyzer = analyzer
        self.weak = weak
        self.formula = formula
    }

    mutating func node(_ node: QueryNode, isPositive: Bool) throws -> QueryPlan.Node {
        switch node {
        case .words(let text): return try bare(text, isPositive)
        case .phrase(let text):
            let analysis = try analyze(text)
            if isPositive { score(analysis) }
            return add(QueryWord(phrase: analysis), isPositive)
        case .prefix(let text):
            let analysis = try analyze(text)
            if isPositive { score(analysis) }
            return add(
                QueryWord(prefix: analysis), isPositive, pairs: Self.pairs(analysis, in: analysis.atoms.indices))
        case .near(let a, let b, let distance):
            let (first, second) = (try analyze(a), try analyze(b))
            if isPositive {
                score(first)
                score(second)
            }
            return add(QueryWord(near: first, second, distance: distance), isPositive)
        case .and(let nodes): return try conjunction(nodes, isPositive)
        case .or(let nodes): return .or(try nodes.map { try self.node($0, isPositive: isPositive) })
        case .not(let inner): return .not(try self.node(inner, isPositive: !isPositive))
        case .filter(let filter): return .filter(filter)
        }
    }

    /// All of the nodes; a phone typed in groups may stand as one number too.
    private mutating func conjunction(_ nodes: [QueryNode], _ isPositive: Bool) throws -> QueryPlan.Node {
        var parts: [QueryPlan.Node] = []
        var rest = nodes[...]
        while !rest.isEmpty {
            let phone = PhoneGroups(beginning: rest)
            let groups = try rest.prefix(phone?.count ?? 1).map { try node($0, isPositive: isPositive) }
            rest.removeFirst(groups.count)
            parts += try phone.map { [.or([try bare($0.number, isPositive), .and(groups)])] } ?? groups
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    /// Separators of the squeezed form can't be typed; they would cut a needle.
    private func analyze(_ text: String) throws -> Analysis {
        guard text.utf8.contains(0x1E) else { return try analyzer.analyze(text, .sequence) }
        return try analyzer.analyze(text.replacing("\u{1E}", with: " "), .sequence)
    }

    private mutating func bare(_ text: String, _ isPositive: Bool) throws -> QueryPlan.Node {
        let analysis = try analyze(text)
        if isPositive { score(analysis) }
        let nodes = QueryWord.spans(of: analysis).map { span in
            add(QueryWord(span, of: analysis), isPositive, pairs: Self.pairs(analysis, in: span))
        }
        // A run that is one word may be a phone or a number; one of several words still may be an order number.
        if let first = nodes.first, case .word(let place) = first,
            text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 })
        {
            if nodes.count == 1 { identifiers[place] = text }
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .nothing : .and(nodes)
    }

    /// The pairs that begin in `span`.
    private static func pairs(_ analysis: Analysis, in span: Range<Int>) -> [Term] {
        analysis.tokens.filter { $0.termClass == .bigram && span.contains($0.atoms.lowerBound) }
            .map { Term(text: analysis.termText(of: $0), termClass: .bigram) }
    }

    private mutating func add(_ word: QueryWord?, _ isPositive: Bool, pairs: [Term] = []) -> QueryPlan.Node {
        guard let word else { return .nothing }
        self.pairs.append(pairs)
        words.append(word)
        self.isPositive.append(isPositive)
        return .word(words.count - 1)
    }

    /// Every term of the analysis once, boilerplate at its lower weight: a bigram counts as boilerplate when it stands
    /// wholly within such a word.
    private mutating func score(_ analysis: Analysis) {
        let weakSpans = analysis.tokens.filter { $0.termClass == .word && weak.contains(analysis.termText(of: $0)) }
            .map(\.atoms)
        for token in analysis.tokens {
            let term = Term(text: analysis.termText(of: token), termClass: token.termClass)
            guard seen.insert(term).inserted else { continue }
            let isWeak = weakSpans.contains {
                $0.lowerBound <= token.atoms.lowerBound && token.atoms.upperBound <= $0.upperBound
            }
            let isRun = token.termClass == .word && analysis.atoms[token.atoms].allSatisfy { $0.hanzi == nil }
            let weight = (isWeak ? formula.weakWeight : 1) * (isRun ? formula.runWeight : 1)
            scored.append(.init(term: term, queryWeight: weight, isWeak: isWeak))
        }
    }
}
