/// The rows of an `and`: the rarest list narrowed by the others, then what is left held against texts and taken from.
struct Conjunction {
    private let evaluator: Evaluator
    /// Every row of the answer has all of these.
    private var terms: [Term] = []
    private var isNothing = false
    /// Whole nodes that have no list of their own.
    private var others: [QueryPlan.Node] = []
    private var negated: [QueryPlan.Node] = []
    private var filters: [RowFilter] = []
    private var inexact: [Needle] = []
    /// Words of several spellings, of which a row holds one: numbers.
    private var spelled: [Int] = []

    init(_ nodes: [QueryPlan.Node], _ evaluator: Evaluator) throws {
        self.evaluator = evaluator
        for node in nodes { try take(node) }
    }

    private mutating func take(_ node: QueryPlan.Node) throws {
        switch node {
        case .not(let inner): negated.append(inner)
        case .filter(let filter): filters.append(try evaluator.compile(filter))
        case .and(let nodes): for node in nodes { try take(node) }
        case .word(let place) where evaluator.isPlain(place) && evaluator.plan.words[place].needles.count == 1:
            let needle = evaluator.plan.words[place].needles[0]
            terms += needle.terms
            if needle.terms.isEmpty { isNothing = true }
            if !needle.isExact { inexact.append(needle) }
        case .word(let place) where evaluator.isPlain(place): spelled.append(place)
        case .word, .or, .nothing: others.append(node)
        }
    }

    func rows() throws -> Rows {
        var list = try narrowed()
        for filter in filters where !list.rows.isEmpty { list = filter.kept(list, evaluator.columns) }
        for node in negated where !list.rows.isEmpty { list = list.subtracting(try evaluator.rows(node).list) }
        for place in spelled where !list.rows.isEmpty {
            list = try evaluator.holding(evaluator.plan.words[place].needles, among: list)
        }
        for needle in inexact.sorted(by: { $0.bytes.count > $1.bytes.count }) where !list.rows.isEmpty {
            list = try evaluator.checked(list, needle)
        }
        return Rows(list, capacity: evaluator.columns.capacity)
    }

    private func narrowed() throws -> RowList {
        if isNothing { return .empty }
        var others = others
        if others.isEmpty && terms.isEmpty { others = spelled.map { .word($0) } }
        let sorted = try others.map { try evaluator.rows($0).list }.sorted { $0.rows.count < $1.rows.count }
        guard var list = sorted.first else {
            return terms.isEmpty ? Rows(evaluator.columns.present).list : try evaluator.narrowed(nil, by: terms)
        }
        for other in sorted.dropFirst() where !list.rows.isEmpty { list = list.intersection(other) }
        return try evaluator.narrowed(list, by: terms)
    }
}
