import TextAnalysis

/// A query of one pair of Hanzi, or of one Hanzi, that is a word: nearly always its best rows are among those whose text
/// was cut so that it is one. Where the worst of those outdoes all that another row could score, the pair's own list, which
/// is as long as the answer, need not be read: how long it is is known.
struct LeadingWord {
    /// What a row is found by.
    let sought: Term
    /// The same as a word.
    let word: Term

    /// From so many rows on it is tried: there are enough, too, for no search to be relaxed.
    static let leastRows = 1024

    /// Nil where the query is of another kind.
    init?(_ plan: QueryPlan, _ evaluator: Evaluator) throws {
        guard case .word(let place) = plan.root, !plan.hasFilters, evaluator.isPlain(place), evaluator.seesAllRows,
            plan.words[place].needles.count == 1, let needle = plan.words[place].needles.first, needle.isExact,
            needle.terms.count == 1, let sought = needle.terms.first, sought.termClass != .word
        else { return nil }
        self.sought = sought
        word = Term(text: sought.text, termClass: .word)
        guard plan.scored.contains(where: { $0.term == word }), try evaluator.frequency(sought) >= Self.leastRows
        else { return nil }
    }

    /// The most that a row without the word scores: terms that every row has once, in a text without length, and others
    /// as often as can be.
    func bound(_ terms: [Ranker.WeightedTerm], _ formula: Formula, _ statistics: Statistics) -> Float {
        terms.reduce(0) { sum, item in
            guard item.weight > 0, item.term != word else { return sum }
            guard item.list == nil else { return sum + formula.bound(weight: item.weight) }
            let average = statistics.average(item.term.termClass)
            return sum + formula.contribution(weight: item.weight, frequency: 1, length: 0, average: average)
        }
    }

    /// Whether all of the rows are the query's.
    func holds(_ rows: [RankedRow], _ evaluator: Evaluator) throws -> Bool {
        let ids = RowList(capacity: rows.count) { out in
            for (place, id) in rows.map(\.id).sorted().enumerated() { out[place] = UInt32(id) }
            return rows.count
        }
        let found = try evaluator.postings(sought, among: Rows(ids, capacity: evaluator.columns.capacity))
        return RowList(found).intersection(ids).rows.count == rows.count
    }
}
