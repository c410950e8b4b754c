import CPostings
import Foundation
import GRDB
import TextAnalysis

/// The dull search: reads every stored text, looks for every word in it, scores every row. No index of words, no lists, no
/// bits. What the real search must answer, for tests and benchmarks to hold it against. O(rows × queries).
package struct ExactSearch {
    package struct Answer {
        package var total = 0
        package var relaxedTotal = 0
        /// The best rows, strict ones first.
        package var hits: [(id: Int64, score: Float, isRelaxed: Bool)] = []
    }

    private let store: Store

    package init(store: Store) { self.store = store }

    /// The answers to queries by relevance, as of one snapshot; `limit` hits each.
    package func answers(_ requests: [SearchRequest], limit: Int = 20) throws -> [Answer] {
        try store.read { db in
            var queries = try requests.map { try ExactQuery($0, store, db) }
            var totals = (rows: 0, lengths: TermLengths(words: 0, bigrams: 0, hanzi: 0))
            // Counted once for all queries, which watch some thousand terms together.
            var counts: [Term: Int] = [:]
            for query in queries { for term in query.watched { counts[term] = 0 } }
            let watched = Set(counts.keys)
            try forEachRow(db, watched) { id, row in
                if row.isIndexed {
                    totals.rows += 1
                    totals.lengths.words += min(row.analysis.lengths.words, 65_535)
                    totals.lengths.bigrams += min(row.analysis.lengths.bigrams, 65_535)
                    totals.lengths.hanzi += min(row.analysis.lengths.hanzi, 65_535)
                }
                for term in row.frequencies.keys {
                    if let place = counts.index(forKey: term) { counts.values[place] += 1 }
                }
                for place in queries.indices { try queries[place].look(at: row, id: id) }
            }
            let found = counts.filter { $0.value > 0 }
            for place in queries.indices { queries[place].settle(rows: totals.rows, totals.lengths, found) }
            try forEachRow(db, watched) { id, row in
                for place in queries.indices { try queries[place].score(row, id: id) }
            }
            return queries.map { $0.answer(limit: limit) }
        }
    }

    private func forEachRow(
        _ db: Database, _ watched: Set<Term>, _ body: (Int64, ExactRow) throws -> Void
    ) throws {
        var after: Int64 = 0
        while true {
            let rows = try Row.fetchAll(
                db.statement(.fetchComplaintsFrom), arguments: [after + 1, Int64.max, 1000]
            ).map { try ComplaintRow($0).stored }
            guard let last = rows.last else { return }
            for stored in rows {
                let bytes = Body.bytes(of: stored.complaint)
                let analysis = try bytes.withUnsafeBytes { try store.analyzer.analyze($0, .sequence) }
                try body(stored.id, ExactRow(analysis, watched, isIndexed: stored.isIndexed))
            }
            after = last.id
        }
    }
}

/// One row's text, cut.
struct ExactRow {
    let analysis: Analysis
    let isIndexed: Bool
    /// How often each watched term stands in it.
    let frequencies: [Term: Int]

    /// - Parameter watched: all that any query looks for but by its beginning.
    init(_ analysis: Analysis, _ watched: Set<Term>, isIndexed: Bool) {
        self.analysis = analysis
        self.isIndexed = isIndexed
        var frequencies: [Term: Int] = [:]
        for token in isIndexed ? analysis.tokens : [] {
            let term = Term(text: analysis.termText(of: token), termClass: token.termClass)
            if watched.contains(term) { frequencies[term, default: 0] += 1 }
        }
        self.frequencies = frequencies
    }

    func holds(_ needle: Needle) -> Bool {
        let hasTerms = needle.terms.allSatisfy { frequencies[$0] != nil }
        if needle.isExact || !hasTerms { return hasTerms && !needle.terms.isEmpty }
        return analysis.squeezed.withUnsafeBytes { needle.firstPlace(in: $0) != nil }
    }

    func holds(_ word: QueryWord) -> Bool {
        if let near = word.near {
            let a = NeedlePlaces.atoms(of: near.first, in: analysis)
            let b = NeedlePlaces.atoms(of: near.second, in: analysis)
            return isIndexed
                && a.contains { x in
                    b.contains { y in
                        !x.overlaps(y) && NeedlePlaces.isOneField(x, y, analysis)
                            && max(x.lowerBound, y.lowerBound) - min(x.upperBound, y.upperBound) <= near.distance
                    }
                }
        }
        guard let prefix = word.prefix, let needle = word.needles.first else {
            return word.needles.contains(where: holds)
        }
        return isIndexed
            && analysis.tokens.contains { token in
                token.termClass == .word && analysis.term(of: token).starts(with: prefix.utf8)
            }
            && (needle.isExact || analysis.squeezed.withUnsafeBytes { needle.firstPlace(in: $0) != nil })
    }
}
