import CPostings
import TextAnalysis

/// A row in its order.
struct RankedRow: Equatable {
    let id: Int
    /// What it is ordered by, higher first.
    let key: UInt64
    let isStrict: Bool
    var score: Float = 0
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
        let list: PostingList?
        let weight: Float
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
        return try withExtendedLifetime((terms, named, candidates.strict, candidates.relaxed)) {
            try RankingCall(
                formula: formula, statistics: statistics, lengths: columns.lengths, terms: scored, limit: limit,
                after: after, deadline: deadline
            ).ranked(candidates)
        }
    }

    /// The first rows by a column behind `after`, the later id first among equals. O(rows · log limit).
    func first(
        by sort: SearchSort, strict: Rows, relaxed: Rows?, limit: Int, after: PageCursor?
    ) -> [RankedRow] {
        var top = TopRows(
            limit: limit, after: after.map { RankedRow(id: Int($0.id), key: $0.key, isStrict: $0.isStrict) })
        for (rows, isStrict) in [(strict, true), (relaxed ?? .none(capacity: 0), false)] {
            let list = rows.list
            withExtendedLifetime(rows) {
                for row in list.rows {
                    top.offer(RankedRow(id: Int(row), key: key(Int(row), sort), isStrict: isStrict))
                }
            }
        }
        return top.sorted
    }

    /// Higher comes first; rows without the value come last.
    private func key(_ id: Int, _ sort: SearchSort) -> UInt64 {
        guard let block = columns.blocks[id >> ColumnBlock.shift] else { return 0 }
        let slot = id & ColumnBlock.mask
        switch sort {
        case .amount: return block.amount[slot] == ColumnRecord.none64 ? 0 : block.amount[slot] + 1
        case .newest, .oldest, .relevance:
            guard block.received[slot] != ColumnRecord.none32 else { return 0 }
            let time = UInt64(block.received[slot]) << 8 | UInt64(block.second[slot])
            return sort == .oldest ? UInt64.max - time : time + 1
        }
    }
}
