import CPostings
import ComplaintModel
import GRDB
import TextAnalysis

extension Store {
    /// Postings read for one containment at most: bounds its time however common the words are.
    private static let mostPostings = 600_000
    /// Words read whatever they cost.
    private static let leastTerms = 3

    /// The rows that hold most of a text's bigrams (single Hanzi where it has no two, and runs of letters and digits),
    /// each weighing its idf; the later row first among equals. What an unfinished text is looked up by: signatures of it
    /// find nothing. O(postings), of the commonest bigrams none once 600,000 are read.
    package func rowsContaining(_ text: String, limit: Int, _ db: Database) throws -> [Int64] {
        let terms = try containmentTerms(text)
        guard !terms.isEmpty else { return [] }
        let columns = try columns.columns(db)
        let reader = try postingReader(db, deadline: 0)
        var lists: [(list: PostingList, weight: Float)] = []
        for term in terms {
            let list = try reader.postings(term.text, term.termClass)
            guard list.count > 0 else { continue }
            lists.append(
                (list, Formula.standard.inverseFrequency(rows: columns.indexedCount, frequency: list.count)))
        }
        lists.sort { $0.list.count < $1.list.count }
        var read = 0
        let kept = lists.enumerated().prefix { place, entry in
            read += entry.list.count
            return place < Self.leastTerms || read <= Self.mostPostings
        }.map(\.element)
        return try Self.best(kept, limit: limit)
    }

    private func containmentTerms(_ text: String) throws -> [Term] {
        let analysis = try analyzer.analyze(text, .index)
        var terms: [Term] = []
        for token in analysis.tokens where !token.isDerived {
            let isRun = token.termClass == .word && analysis.atoms[token.atoms.lowerBound].hanzi == nil
            if token.termClass == .bigram || isRun {
                terms.append(Term(text: analysis.termText(of: token), termClass: token.termClass))
            }
        }
        if terms.isEmpty {
            terms = analysis.terms(.hanzi).map { Term(text: $0, termClass: .hanzi) }
        }
        var seen: Set<Term> = []
        return Array(terms.filter { seen.insert($0).inserted }.prefix(64))
    }

    private static func best(_ lists: [(list: PostingList, weight: Float)], limit: Int) throws -> [Int64] {
        var hits = [cpostings_hit](repeating: cpostings_hit(), count: limit)
        var ranking = cpostings_ranking()
        let code = withExtendedLifetime(lists) {
            let terms = lists.map { entry in
                cpostings_scored_term(
                    rows: entry.list.rows.baseAddress, tf: nil, count: entry.list.count,
                    weight: max(entry.weight, 1e-6), lengths: 0, group: -1)
            }
            let lengths = [cpostings_lengths(values: nil, count: 0, average: 1)]
            return terms.withUnsafeBufferPointer { terms in
                lengths.withUnsafeBufferPointer { lengths in
                    var request = cpostings_request()
                    (request.terms, request.term_count) = (terms.baseAddress, Int32(terms.count))
                    (request.lengths, request.lengths_count) = (lengths.baseAddress, 1)
                    // tf is 1 and length counts nothing: a term adds its weight, whatever k1 is; it must be above 0.
                    request.formula = cpostings_formula(k1: 1, b: 0, delta: 0)
                    request.limit = UInt32(limit)
                    return cpostings_rank_any(&request, &hits, &ranking)
                }
            }
        }
        guard code == CPOSTINGS_OK else { throw RankingFailure(code: code.rawValue) }
        return hits.prefix(Int(ranking.hit_count)).map { Int64($0.row) }
    }

    /// The newest rows with exactly this sum in dispute. One pass over the columns.
    package func newestRows(withAmount cents: Int64, limit: Int, _ db: Database) throws -> [Int64] {
        var found: [Int64] = []
        for case let block? in try columns.columns(db).blocks.reversed() {
            for slot in (0..<ColumnBlock.count).reversed() where block.amount[slot] == UInt64(cents) {
                guard block.flags[slot] & ColumnRecord.present != 0 else { continue }
                found.append(Int64(block.firstID + slot))
                if found.count >= limit { return found }
            }
        }
        return found
    }
}
