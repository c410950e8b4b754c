import CPostings
import GRDB
import TextAnalysis

/// One query of the dull search: first which rows match and how common each term is, then each row's score.
struct ExactQuery {
    private let plan: QueryPlan
    private let evaluator: Evaluator
    private let formula = Formula.standard
    private var strict = Set<Int64>()
    private var some = Set<Int64>()
    private var frequencies: [Term: Int] = [:]
    /// Of each pair of Hanzi in the query, those that sound like it.
    private let alike: [Term: [Term]]
    /// Terms that rows are looked through for.
    let watched: Set<Term>
    private var standIns: [Term: [Term]] = [:]
    private var weights: [(term: Term, weight: Float)] = []
    private var averages: [TermClass: Float] = [:]
    private var scores: [(id: Int64, score: Float)] = []

    init(_ request: SearchRequest, _ store: Store, _ db: Database) throws {
        plan = try QueryPlan(
            QueryParser.parse(request.query), store.analyzer, store.weakWords, .standard, filters: request.filters)
        evaluator = try Evaluator(
            plan, store, db, reader: MatchPostingReader(db: db, remark: nil), lastID: nil, deadline: 0)
        let pairs = zip(plan.words, plan.pairs).filter(\.0.isRelaxable).flatMap(\.1)
        var alike: [Term: [Term]] = [:]
        for term in pairs {
            guard let reading = BigramReading.of(term.text) else { continue }
            alike[term] = try String.fetchAll(db.statement(.bigramsOfReading), arguments: [reading]).map {
                Term(text: $0, termClass: .bigram)
            }
        }
        self.alike = alike
        watched = Set(plan.scored.map(\.term)).union(alike.keys).union(alike.values.joined()).union(
            plan.words.lazy.flatMap(\.needles).flatMap(\.terms))
    }

    mutating func look(at row: ExactRow, id: Int64) throws {
        guard passes(id) else { return }
        if try plan.root.map({ try holds($0, row, id) }) ?? true { strict.insert(id) }
    }

    private func passes(_ id: Int64) -> Bool {
        evaluator.filters.allSatisfy { $0.holds(Int(id), evaluator.columns) }
    }

    private func holds(_ node: QueryPlan.Node, _ row: ExactRow, _ id: Int64) throws -> Bool {
        switch node {
        case .nothing: false
        case .word(let place): row.holds(plan.words[place]) || evaluator.isNamed(Int(id), place)
        case .and(let nodes): try nodes.allSatisfy { try holds($0, row, id) }
        case .or(let nodes): try nodes.contains { try holds($0, row, id) }
        case .not(let inner): try !holds(inner, row, id)
        case .filter(let filter): try evaluator.compile(filter).holds(Int(id), evaluator.columns)
        }
    }

    /// Of the parts that may be dropped one must hold, or stand in the row by its sound.
    private func holdsSome(_ node: QueryPlan.Node, _ row: ExactRow, _ id: Int64) throws -> Bool {
        switch node {
        case .or(let nodes): return try nodes.contains { try holdsSome($0, row, id) }
        case .and(let nodes):
            let soft = nodes.filter(isSoft)
            let hard = nodes.filter { !isSoft($0) }
            guard try hard.allSatisfy({ try holds($0, row, id) }) else { return false }
            let holdsText = hard.contains { if case .word = $0 { true } else { false } }
            return try holdsText || soft.isEmpty || soft.contains { try holdsSome($0, row, id) }
        case .word(let place) where plan.words[place].isRelaxable:
            let alike = plan.pairs[place].flatMap { standIns[$0] ?? [] }
            return try holds(node, row, id) || alike.contains { row.frequencies[$0] != nil }
        default: return try holds(node, row, id)
        }
    }

    private func isSoft(_ node: QueryPlan.Node) -> Bool {
        switch node {
        case .word(let place): plan.words[place].isRelaxable
        case .and(let nodes), .or(let nodes): nodes.contains(where: isSoft)
        case .not, .filter, .nothing: false
        }
    }

    /// All rows are seen: weights can be told, and which rows are scored.
    /// - Parameter frequencies: of watched terms, those that no row has left out.
    mutating func settle(rows: Int, _ lengths: TermLengths, _ frequencies: [Term: Int]) {
        self.frequencies = frequencies
        for termClass in TermClass.allCases {
            averages[termClass] = max(1, Float(lengths[termClass]) / Float(max(1, rows)))
        }
        if strict.count < Store.relaxBelow {
            for (missing, others) in alike where frequencies[missing] == nil {
                let found = others.filter { frequencies[$0] != nil }
                    .sorted { (frequencies[$0] ?? 0, $1.text) > (frequencies[$1] ?? 0, $0.text) }
                standIns[missing] = Array(found.prefix(8))
            }
        }
        func add(_ term: Term, _ queryWeight: Float) {
            guard let frequency = frequencies[term], weights.count < QueryPlan.scoredLimit else { return }
            weights.append(
                (term, formula.weight(term.termClass, queryWeight: queryWeight, rows: rows, frequency: frequency)))
        }
        for scored in plan.scored {
            add(scored.term, scored.queryWeight)
            guard frequencies[scored.term] == nil else { continue }
            for term in standIns[scored.term] ?? [] { add(term, scored.queryWeight * formula.homophoneWeight) }
        }
        let (sought, heaviest) = (plan.sought.union(standIns.values.joined()), weights.map(\.weight).max() ?? 0)
        weights.removeAll { !sought.contains($0.term) && formula.isFaint($0.weight, beside: heaviest) }
    }

    mutating func score(_ row: ExactRow, id: Int64) throws {
        if !strict.contains(id) {
            guard strict.count < Store.relaxBelow, passes(id), let root = plan.root, try holdsSome(root, row, id)
            else { return }
            some.insert(id)
        }
        var score: Float = 0
        for (term, weight) in weights {
            guard let frequency = row.frequencies[term] else { continue }
            score += formula.contribution(
                weight: weight, frequency: term.termClass == .word ? frequency : 1,
                length: min(row.analysis.lengths[term.termClass], 65_535), average: averages[term.termClass] ?? 1)
        }
        if evaluator.identified.contains(Int(id)) {
            score += formula.contribution(weight: Formula.identifierBonus, frequency: 1, length: 1, average: 1)
        }
        scores.append((id, score))
    }

    func answer(limit: Int) -> ExactSearch.Answer {
        let sorted = scores.sorted { a, b in
            let (x, y) = (strict.contains(a.id), strict.contains(b.id))
            return x != y ? x : a.score != b.score ? a.score > b.score : a.id > b.id
        }
        let hits = sorted.prefix(limit).map { (id: $0.id, score: $0.score, isRelaxed: !strict.contains($0.id)) }
        return ExactSearch.Answer(total: strict.count, relaxedTotal: some.count, hits: hits)
    }
}
