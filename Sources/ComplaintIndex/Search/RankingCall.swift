import CPostings
import TextAnalysis

/// One call of the ranking kernels. Which of them is asked changes nothing but the time it takes: all give the same
/// rows with the same scores.
struct RankingCall {
    let formula: Formula
    let statistics: Statistics
    let lengths: FlatLengths
    let terms: [cpostings_scored_term]
    let deadline: Int64

    /// How many postings a row may cost before going by rows costs more than going through the lists.
    private static let jumpRatio = 8

    /// The best of `rows` behind `after`, and whether the deadline cut some off.
    /// - Parameter isCovered: each row surely has one of the terms.
    func best(
        of rows: Rows, isCovered: Bool, limit: Int, after: cpostings_hit?
    ) throws -> (hits: ArraySlice<cpostings_hit>, isWhole: Bool) {
        var hits = [cpostings_hit](repeating: cpostings_hit(), count: limit)
        var ranking = cpostings_ranking()
        let code = withRequest(limit: limit, after: after) { request in
            if !isCovered || goesByRows(rows.count) {
                let list = rows.list
                return cpostings_rank_rows(&request, list.rows.baseAddress, list.rows.count, &hits, &ranking)
            }
            return rows.bits.words.withUnsafeBufferPointer { bits in
                (request.filter, request.filter_count) = (bits.baseAddress, UInt32(bits.count * 64))
                return cpostings_rank_best(&request, &hits, &ranking)
            }
        }
        guard code == CPOSTINGS_OK || code == CPOSTINGS_DEADLINE else { throw RankingFailure(code: code.rawValue) }
        return (hits.prefix(Int(ranking.hit_count)), code == CPOSTINGS_OK)
    }

    /// Going through windows of the index costs its postings; going by rows costs the rows, and is the only way for terms
    /// without a list.
    private func goesByRows(_ count: Int) -> Bool {
        if terms.contains(where: { $0.rows == nil && $0.count > 0 }) { return true }
        return terms.reduce(0) { $0 + $1.count } / Self.jumpRatio > count * terms.count
    }

    private func withRequest(
        limit: Int, after: cpostings_hit?, _ body: (inout cpostings_request) -> cpostings_code
    ) -> cpostings_code {
        FlatLengthsPointers(lengths, statistics).withPointers { lengths in
            terms.withUnsafeBufferPointer { terms in
                lengths.withUnsafeBufferPointer { lengths in
                    withOptionalPointer(after) { after in
                        var request = cpostings_request()
                        (request.terms, request.term_count) = (terms.baseAddress, Int32(terms.count))
                        (request.lengths, request.lengths_count) = (lengths.baseAddress, Int32(lengths.count))
                        request.formula = formula.kernel
                        request.after = after
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
