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
        let list: PostingList
        let weight: Float
        let frequency: Int
        let isWeak: Bool
        /// The bigram it stands in for.
        var standsFor: Term?
    }

    /// The best rows by score behind `after`.
    /// - Returns: the rows, and whether the deadline cut some off.
    func best(
        _ terms: [WeightedTerm], strict: RowSet, relaxed: RowSet?, identified: RowSet, limit: Int, after: PageCursor?
    ) throws -> (rows: [RankedRow], isWhole: Bool) {
        var allowed = strict
        if let relaxed { allowed.formUnion(relaxed) }
        // Rows found by a filter, a prefix or an identifier alone have none of the terms: a list of all rows with next to
        // no weight takes them along.
        let everyone = PostingList(rows: allowed.ids.map { UInt32($0) })
        let named = PostingList(rows: identified.ids.map { UInt32($0) })
        let strictRows = relaxed == nil ? [] : strict.ids.map { UInt32($0) }
        let lengths = FlatLengthsPointers(columns.lengths, statistics)
        return try lengths.withPointers { lengths in
            var raw = terms.map { item in
                cpostings_scored_term(
                    rows: item.list.rows.baseAddress, tf: item.list.frequencies, count: item.list.count,
                    weight: max(item.weight, 1e-6), lengths: Int32(item.term.termClass.rawValue), group: -1)
            }
            for (list, weight) in [(everyone, Float(1e-6)), (named, Formula.identifierBonus)] where list.count > 0 {
                raw.append(
                    cpostings_scored_term(
                        rows: list.rows.baseAddress, tf: nil, count: list.count, weight: weight, lengths: 3, group: -1))
            }
            return try withExtendedLifetime((terms, everyone, named)) {
                try rank(raw, lengths, allowed: allowed, every: strictRows, limit: limit, after: after)
            }
        }
    }

    private func rank(
        _ terms: [cpostings_scored_term], _ lengths: [cpostings_lengths], allowed: RowSet, every: [UInt32], limit: Int,
        after: PageCursor?
    ) throws -> (rows: [RankedRow], isWhole: Bool) {
        var hits = [cpostings_hit](repeating: cpostings_hit(), count: limit)
        var ranking = cpostings_ranking()
        let start = after.map {
            cpostings_hit(row: $0.id, score: Float(bitPattern: UInt32($0.key)), every: $0.isStrict && !every.isEmpty)
        }
        let code = terms.withUnsafeBufferPointer { terms in
            lengths.withUnsafeBufferPointer { lengths in
                allowed.words.withUnsafeBufferPointer { allowed in
                    every.withUnsafeBufferPointer { every in
                        withOptionalPointer(start) { start in
                            var request = cpostings_request()
                            (request.terms, request.term_count) = (terms.baseAddress, Int32(terms.count))
                            (request.lengths, request.lengths_count) = (lengths.baseAddress, Int32(lengths.count))
                            request.formula = formula.kernel
                            (request.filter, request.filter_count) = (allowed.baseAddress, UInt32(allowed.count * 64))
                            (request.every, request.every_count) = (every.baseAddress, every.count)
                            request.after = start
                            (request.limit, request.deadline) = (UInt32(limit), deadline)
                            return cpostings_rank_any(&request, &hits, &ranking)
                        }
                    }
                }
            }
        }
        guard code == CPOSTINGS_OK || code == CPOSTINGS_DEADLINE else { throw RankingFailure(code: code.rawValue) }
        let rows = hits.prefix(Int(ranking.hit_count)).map { hit in
            RankedRow(
                id: Int(hit.row), key: UInt64(hit.score.bitPattern), isStrict: every.isEmpty || hit.every,
                score: hit.score)
        }
        return (rows, code == CPOSTINGS_OK)
    }

    /// The first rows by a column behind `after`, the later id first among equals. O(rows · log limit).
    func first(
        by sort: SearchSort, strict: RowSet, relaxed: RowSet?, limit: Int, after: PageCursor?
    ) -> [RankedRow] {
        var top = TopRows(
            limit: limit, after: after.map { RankedRow(id: Int($0.id), key: $0.key, isStrict: $0.isStrict) })
        for (set, isStrict) in [(strict, true), (relaxed ?? RowSet(capacity: 0), false)] {
            set.forEach { id in
                if isStrict || !strict.contains(id) {
                    top.offer(RankedRow(id: id, key: key(id, sort), isStrict: isStrict))
                }
                return true
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

/// The ranking kernel refused its arguments or had no memory.
struct RankingFailure: Error, CustomStringConvertible {
    let code: UInt32
    var description: String { "ranking failed (code \(code)): not enough memory, or a fault in Bingan" }
}

/// Keeps the lengths' arrays in place while C reads them.
private struct FlatLengthsPointers {
    let lengths: FlatLengths
    let statistics: Statistics

    init(_ lengths: FlatLengths, _ statistics: Statistics) {
        self.lengths = lengths
        self.statistics = statistics
    }

    /// Index 3 is a class without lengths: every row counts as average.
    func withPointers<R>(_ body: ([cpostings_lengths]) throws -> R) rethrows -> R {
        try lengths.words.withUnsafeBufferPointer { words in
            try lengths.bigrams.withUnsafeBufferPointer { bigrams in
                try lengths.hanzi.withUnsafeBufferPointer { hanzi in
                    func array(_ values: UnsafeBufferPointer<UInt16>, _ average: Float) -> cpostings_lengths {
                        cpostings_lengths(values: values.baseAddress, count: UInt32(values.count), average: average)
                    }
                    return try body([
                        array(words, statistics.averageWords), array(bigrams, statistics.averageBigrams),
                        array(hanzi, statistics.averageHanzi), cpostings_lengths(values: nil, count: 0, average: 1),
                    ])
                }
            }
        }
    }
}

private func withOptionalPointer<T, R>(_ value: T?, _ body: (UnsafePointer<T>?) throws -> R) rethrows -> R {
    guard let value else { return try body(nil) }
    return try withUnsafePointer(to: value) { try body($0) }
}
