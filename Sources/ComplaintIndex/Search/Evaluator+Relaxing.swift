import GRDB
import TextAnalysis

/// Where few rows hold every word: rows that hold some of them, or what sounds like them.
extension Evaluator {
    /// The rows that match any word; what is negated, quoted or filtered still binds.
    func relaxed() throws -> Rows {
        guard let root = plan.root else { return none }
        return filtered(try relaxed(root))
    }

    private func relaxed(_ node: QueryPlan.Node) throws -> Rows {
        switch node {
        case .word(let place): return try relaxedRows([place])
        case .or(let nodes): return try relaxedUnion(nodes)
        case .and(let nodes):
            let soft = nodes.filter(isSoft)
            let hard = nodes.filter { !isSoft($0) }
            let holdsText = hard.contains { if case .word = $0 { true } else { false } }
            let bound = hard.isEmpty ? nil : try rows(.and(hard))
            if holdsText || soft.isEmpty { return bound ?? none }
            let any = try relaxedUnion(soft)
            guard let bound else { return any }
            return Rows(bound.list.intersection(any.bits), capacity: columns.capacity)
        default: return try rows(node)
        }
    }

    private func relaxedUnion(_ nodes: [QueryPlan.Node]) throws -> Rows {
        let words = nodes.compactMap { if case .word(let place) = $0 { place } else { nil } }
        guard words.count < nodes.count else { return try relaxedRows(words) }
        var set = try relaxedRows(words).bits
        for node in nodes {
            if case .word = node { continue }
            set.formUnion(try relaxed(node).bits)
        }
        return Rows(set)
    }

    /// Whether relaxing may do without this part.
    private func isSoft(_ node: QueryPlan.Node) -> Bool {
        switch node {
        case .word(let place): plan.words[place].isRelaxable
        case .and(let nodes), .or(let nodes): nodes.contains(where: isSoft)
        case .not, .filter, .nothing: false
        }
    }

    /// A pair of Hanzi that no row holds may be a slip of the keyboard: pairs of the same sound stand in.
    private func relaxedRows(_ places: [Int]) throws -> Rows {
        let rows = try union(places.map { .word($0) })
        var stands: [Term] = []
        for place in places where plan.words[place].isRelaxable {
            for pair in plan.pairs[place] {
                if try postings(pair).count == 0 { stands += try standIns(pair) }
            }
        }
        guard !stands.isEmpty else { return rows }
        var set = rows.bits
        for stand in stands { set.insert(RowList(try postings(stand))) }
        return Rows(set)
    }

    /// Up to 8 indexed bigrams of the same toneless reading, commonest first.
    func standIns(_ bigram: Term) throws -> [Term] {
        if let known = homophones[bigram] { return known }
        var found: [(term: Term, rows: Int)] = []
        if let reading = BigramReading.of(bigram.text) {
            for text in try String.fetchAll(db.statement(.bigramsOfReading), arguments: [reading]) {
                let term = Term(text: text, termClass: .bigram)
                let rows = try frequency(term)
                if rows > 0 { found.append((term, rows)) }
            }
        }
        found.sort { ($0.rows, $1.term.text) > ($1.rows, $0.term.text) }
        let terms = found.prefix(8).map(\.term)
        homophones[bigram] = terms
        return terms
    }
}
