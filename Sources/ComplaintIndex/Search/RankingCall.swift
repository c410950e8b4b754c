import CPostings
import TextAnalysis

/// One call of the ranking kernels. Which of them is asked changes nothing but the time it takes: all give the same
/// rows with the same scores.
struct RankingCall {
    let formula: Formula
    let statistics: Statistics
    let lengths: FlatLengths
    let terms: [cpostings_scored_term]
    let limit: Int
    let after: PageCursor?
    let deadline: Int64

    /// How many postings a row costs less than jumping through the lists for it.
    private static let jumpRatio = 8

    func ranked(_ candidates: Ranker.Candidates) throws -> (rows: [RankedRow], isWhole: Bool) {
        let all = candidates.relaxed.map { $0.bits.union(candidates.strict.bits) }.map { Rows($0) } ?? candidates.strict
        let every = candidates.relaxed == nil ? RowList.empty : candidates.strict.list
        var hits = [cpostings_hit](repeating: cpostings_hit(), count: limit)
        var ranking = cpostings_ranking()
        let code = withRequest(every: every, isTiered: candidates.relaxed != nil) { request in
            if goesByRows(candidates, all.count) {
                let list = all.list
                return cpostings_rank_rows(&request, list.rows.baseAddress, list.rows.count, &hits, &ranking)
            }
            return all.bits.words.withUnsafeBufferPointer { bits in
                (request.filter, request.filter_count) = (bits.baseAddress, UInt32(bits.count * 64))
                return cpostings_rank_any(&request, &hits, &ranking)
            }
        }
        guard code == CPOSTINGS_OK || code == CPOSTINGS_DEADLINE else { throw RankingFailure(code: code.rawValue) }
        let rows = hits.prefix(Int(ranking.hit_count)).map { hit in
            RankedRow(
                id: Int(hit.row), key: UInt64(hit.score.bitPattern),
                isStrict: candidates.relaxed == nil || hit.every, score: hit.score)
        }
        return (rows, code == CPOSTINGS_OK)
    }

    /// Going through windows of the index costs its postings; going by rows costs the rows, and is the only way where a
    /// row may have none of the terms or has terms without a list.
    private func goesByRows(_ candidates: Ranker.Candidates, _ count: Int) -> Bool {
        if !candidates.isCovered || terms.contains(where: { $0.rows == nil && $0.count > 0 }) { return true }
        return terms.reduce(0) { $0 + $1.count } / Self.jumpRatio > count * terms.count
    }

    private func withRequest(
        every: RowList, isTiered: Bool, _ body: (inout cpostings_request) -> cpostings_code
    ) -> cpostings_code {
        let start = after.map {
            cpostings_hit(row: $0.id, score: Float(bitPattern: UInt32($0.key)), every: $0.isStrict && isTiered)
        }
        return FlatLengthsPointers(lengths, statistics).withPointers { lengths in
            terms.withUnsafeBufferPointer { terms in
                lengths.withUnsafeBufferPointer { lengths in
                    withOptionalPointer(start) { start in
                        var request = cpostings_request()
                        (request.terms, request.term_count) = (terms.baseAddress, Int32(terms.count))
                        (request.lengths, request.lengths_count) = (lengths.baseAddress, Int32(lengths.count))
                        request.formula = formula.kernel
                        (request.every, request.every_count) = (every.rows.baseAddress, every.rows.count)
                        request.after = start
                        (request.limit, request.deadline) = (UInt32(limit), deadline)
                        return body(&request)
                    }
                }
            }
        }
    }
}

/// The ranking kernel refused its arguments or had no memory.
struct RankingFailure: Error, CustomStringConvertible {
    let code: UInt32
    var description: String { "ranking failed (code \(code)): not enough memory, or a fault in Bingan" }
}

/// Keeps the lengths' arrays in place while C reads them.
struct FlatLengthsPointers {
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

func withOptionalPointer<T, R>(_ value: T?, _ body: (UnsafePointer<T>?) throws -> R) rethrows -> R {
    guard let value else { return try body(nil) }
    return try withUnsafePointer(to: value) { try body($0) }
}
