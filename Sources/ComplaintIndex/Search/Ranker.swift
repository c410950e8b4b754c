import CPostings
import TextAnalysis

/// A row in its order.
package struct RankedRow: Equatable {
    package let id: Int
    /// What it is ordered by, higher first.
    let key: UInt64
    let isStrict: Bool
    var score: Float = 0

    package init(id: Int, key: UInt64, isStrict: Bool = true, score: Float = 0) {
        (self.id, self.key, self.isStrict, self.score) = (id, key, isStrict, score)
    }
}

/// Orders the rows of a search: those that hold every word first, then by score or column, then the later id.
struct Ranker {
    let formula: Formula
    let statistics: Statistics
    let columns: Columns
    /// Nanoseconds of CLOCK_MONOTONIC, 0 for none.
    let deadline: Int64

    struct WeightedTerm {
        let term: Term
        /// Nil where every row of the answer has the term, once.
        var list: PostingList?
        /// 0 for a term that is left out.
        var weight: Float
        let frequency: Int
        let isWeak: Bool
        /// The bigram it stands in for.
        var standsFor: Term?
    }

    /// What is ranked: rows that hold every word, and those that hold some.
    struct Candidates {
        let strict: Rows
        let relaxed: Rows?
        /// Rows that an identifier names, ascending.
        let identified: [Int]
        /// Whether each row surely has one of the terms.
        let isCovered: Bool
    }

    /// The best rows by score behind `after`.
    /// - Returns: the rows, and whether the deadline cut some off.
    func best(
        _ terms: [WeightedTerm], _ candidates: Candidates, limit: Int, after: PageCursor?
    ) throws -> (rows: [RankedRow], isWhole: Bool) {
        let named = PostingList(rows: candidates.identified.map { UInt32($0) })
        var scored = terms.map { item in
            cpostings_scored_term(
                rows: item.list?.rows.baseAddress, tf: item.list?.frequencies, count: item.list?.count ?? 1,
                weight: max(item.weight, 1e-6), lengths: Int32(item.term.termClass.rawValue), group: -1)
        }
        if named.count > 0 {
            scored.append(
                cpostings_scored_term(
                    rows: named.rows.baseAddress, tf: nil, count: named.count, weight: Formula.identifierBonus,
                    lengths: 3, group: -1))
        }
        let call = RankingCall(
            formula: formula, statistics: statistics, lengths: columns.lengths, terms: scored, deadline: deadline)
        return try withExtendedLifetime((terms, named, candidates.strict, candidates.relaxed)) {
            try tiers(call, candidates, limit: limit, after: after)
        }
    }

    private func tiers(
        _ call: RankingCall, _ candidates: Candidates, limit: Int, after: PageCursor?
    ) throws -> (rows: [RankedRow], isWhole: Bool) {
        var (rows, isWhole): ([RankedRow], Bool) = ([], true)
        for (tier, isStrict) in [(candidates.strict, true), (candidates.relaxed, false)] {
            guard let tier, rows.count < limit, !(isStrict && after?.isStrict == false) else { continue }
            let start = after.flatMap { after in
                after.isStrict == isStrict
                    ? cpostings_hit(row: after.id, score: Float(bitPattern: UInt32(after.key)), every: false) : nil
            }
            let (hits, whole) = try call.best(
                of: tier, isCovered: candidates.isCovered, limit: limit - rows.count, after: start)
            isWhole = isWhole && whole
            rows += hits.map { hit in
                RankedRow(id: Int(hit.row), key: UInt64(hit.score.bitPattern), isStrict: isStrict, score: hit.score)
            }
        }
        return (rows, isWhole)
    }
}
