import CPostings
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// One search in one snapshot: rows, order, facets, hits.
struct SearchRun {
    private let request: SearchRequest
    private let plan: QueryPlan
    private let evaluator: Evaluator
    private let formula: Formula
    private let cursor: PageCursor?
    private let deadline: Int64
    private let db: Database
    private let store: Store
    private var codes: CodeNames?

    init(
        _ request: SearchRequest, _ plan: QueryPlan, _ evaluator: Evaluator, _ formula: Formula, _ cursor: PageCursor?,
        deadline: Int64, _ db: Database, _ store: Store
    ) {
        self.request = request
        self.plan = plan
        self.evaluator = evaluator
        self.formula = formula
        self.cursor = cursor
        self.deadline = deadline
        self.db = db
        self.store = store
    }

    private var statistics: Statistics { cursor?.statistics ?? Statistics(evaluator.columns) }

    mutating func answer() throws -> SearchAnswer {
        var answer = SearchAnswer()
        let strict = try evaluator.strictRows()
        answer.total = strict.count
        let relaxed = try relaxedRows(strict, total: answer.total)
        answer.relaxedTotal = relaxed?.count ?? 0
        answer.relaxed = answer.relaxedTotal > 0
        let terms = try weightedTerms()
        let (rows, isWhole) = try ranked(terms, strict, relaxed)
        answer.totalIsExact = evaluator.isExact && isWhole
        answer.notes = notes(answer, isTimely: answer.totalIsExact)
        codes = try CodeNames(db)
        answer.facets = try request.facets.map { ($0, try Facets(evaluator.columns, codes, db).counts($0, strict)) }
        let standIns = answer.relaxed ? Array(Set(evaluator.homophones.values.joined())) : []
        let highlighter = Highlighter(plan, standIns: standIns, store.analyzer)
        answer.hits = try rows.compactMap { row in try hit(row, highlighter, terms) }
        if rows.count == request.limit, let last = rows.last { answer.nextCursor = cursor(behind: last, terms).text }
        return answer
    }

    private func relaxedRows(_ strict: RowSet, total: Int) throws -> RowSet? {
        guard total < Store.relaxBelow, plan.root != nil else { return nil }
        var rows = try evaluator.relaxedRows()
        rows.subtract(strict)
        return rows.isEmpty ? nil : rows
    }

    /// The terms rows are scored by, with their weights; where rows are relaxed, stand-ins of missing bigrams too.
    private func weightedTerms() throws -> [Ranker.WeightedTerm] {
        var terms: [Ranker.WeightedTerm] = []
        for scored in plan.scored {
            let list = try evaluator.postings(scored.term)
            terms.append(weighted(scored.term, list, scored.queryWeight, isWeak: scored.isWeak, place: terms.count))
            guard scored.term.termClass == .bigram, list.count == 0 else { continue }
            for term in evaluator.homophones[scored.term] ?? [] where terms.count < QueryPlan.scoredLimit {
                let list = try evaluator.postings(term)
                let weight = scored.queryWeight * formula.homophoneWeight
                var item = weighted(term, list, weight, isWeak: false, place: terms.count)
                item.standsFor = scored.term
                terms.append(item)
            }
        }
        return terms
    }

    private func weighted(
        _ term: Term, _ list: PostingList, _ queryWeight: Float, isWeak: Bool, place: Int
    ) -> Ranker.WeightedTerm {
        let known = cursor.flatMap { place < $0.frequencies.count ? Int($0.frequencies[place]) : nil }
        let frequency = known ?? list.count
        let weight = formula.weight(
            term.termClass, queryWeight: queryWeight, rows: statistics.rows, frequency: frequency)
        return .init(term: term, list: list, weight: weight, frequency: frequency, isWeak: isWeak)
    }

    private func ranked(
        _ terms: [Ranker.WeightedTerm], _ strict: RowSet, _ relaxed: RowSet?
    ) throws -> (rows: [RankedRow], isWhole: Bool) {
        let ranker = Ranker(formula: formula, statistics: statistics, columns: evaluator.columns, deadline: deadline)
        // Without words every row is as good as another: the newest first.
        let sort = request.sort == .relevance && plan.root == nil ? .newest : request.sort
        guard sort == .relevance else {
            return (ranker.first(by: sort, strict: strict, relaxed: relaxed, limit: request.limit, after: cursor), true)
        }
        return try ranker.best(
            terms.filter { $0.list.count > 0 && $0.weight > 0 }, strict: strict, relaxed: relaxed,
            identified: evaluator.identified, limit: request.limit, after: cursor)
    }

    private func notes(_ answer: SearchAnswer, isTimely: Bool) -> [Note] {
        var notes: [Note] = []
        if !isTimely {
            notes.append(
                Note(
                    code: "deadline",
                    message: "查询超时，结果不完整 (stopped at the deadline: counts are lower bounds, hits may be missing)"))
        }
        guard answer.relaxed else { return notes }
        notes.append(
            Note(
                code: "relaxed",
                message: "只有 \(answer.total) 条包含全部词语，其后列出包含部分词语的 \(answer.relaxedTotal) 条 "
                    + "(\(answer.total) hold every word; \(answer.relaxedTotal) that hold some follow)"))
        for (missing, found) in evaluator.homophones.sorted(by: { $0.key.text < $1.key.text }) where !found.isEmpty {
            let names = found.map(\.text).joined(separator: "、")
            notes.append(
                Note(
                    code: "same-sound",
                    message: "没有“\(missing.text)”，同音的有：\(names) (nothing holds it; these sound alike)"))
        }
        return notes
    }

    private func cursor(behind row: RankedRow, _ terms: [Ranker.WeightedTerm]) -> PageCursor {
        PageCursor(
            fingerprint: PageCursor.fingerprint(request), isStrict: row.isStrict, key: row.key, id: UInt32(row.id),
            lastID: UInt32(clamping: evaluator.lastID), statistics: statistics,
            frequencies: terms.map { UInt32(clamping: $0.frequency) })
    }

    private func hit(_ row: RankedRow, _ highlighter: Highlighter, _ terms: [Ranker.WeightedTerm]) throws -> Hit? {
        guard let stored = try Store.row(Int64(row.id), db)?.stored else { return nil }
        let c = stored.complaint
        let snippet = try snippet(c, highlighter)
        return Hit(
            id: stored.id, number: c.number, score: Double(row.score), isRelaxed: !row.isStrict, snippet: snippet.text,
            highlights: snippet.highlights, receivedAt: c.receivedAt, merchantID: stored.merchantID,
            merchantName: c.merchant.name, category: c.category, district: c.district, status: c.handling.status,
            channel: c.channel, kind: c.kind, amount: c.amount,
            explanation: request.explain ? try explanation(row.id, terms, row) : nil)
    }

    /// From the text; from demand, merchant's name or tags where only those hold what was looked for.
    private func snippet(_ c: Complaint, _ highlighter: Highlighter) throws -> Snippet {
        let others = [c.demand, c.merchant.name, c.tags.isEmpty ? nil : c.tags.joined(separator: " ")]
        for text in [c.text] + others.compactMap({ $0 }) {
            let ranges = try highlighter.ranges(in: text)
            if !ranges.isEmpty { return Snippet(text, ranges) }
        }
        return Snippet(c.text, [])
    }

    mutating func explanation(id: Int) throws -> Explanation {
        let strict = try evaluator.strictRows()
        let relaxed = try relaxedRows(strict, total: strict.count)
        let terms = try weightedTerms()
        let isStrict = strict.contains(id)
        let row = RankedRow(id: id, key: 0, isStrict: isStrict)
        var explanation = try explanation(id, terms, row)
        explanation.isInAnswer = isStrict || relaxed?.contains(id) == true
        if !isStrict {
            let filtered = explanation.filters.contains { !$0.holds }
            explanation.tier = filtered ? "filtered" : explanation.words.contains(where: \.holds) ? "some" : "none"
        }
        return explanation
    }

    private func explanation(_ id: Int, _ terms: [Ranker.WeightedTerm], _ row: RankedRow) throws -> Explanation {
        let record = evaluator.columns.record(id) ?? ColumnRecord()
        let parts = terms.compactMap { part($0, id, record) }
        let words = try plan.words.indices.map { place in
            (word: plan.words[place].text, holds: try evaluator.rows(ofWord: place).contains(id))
        }
        let filters = zip(plan.filters, evaluator.filters).map { filter, test in
            (filter: filter.canonicalDescription, holds: test.holds(id, evaluator.columns))
        }
        let score = parts.reduce(0) { $0 + $1.contribution }
        return Explanation(
            tier: row.isStrict ? "all" : "some", score: row.score > 0 ? Double(row.score) : score, terms: parts,
            words: words, filters: filters, isInAnswer: true)
    }

    private func part(_ item: Ranker.WeightedTerm, _ id: Int, _ record: ColumnRecord) -> Explanation.TermPart? {
        let frequency = item.list.frequency(in: id)
        guard frequency > 0 else { return nil }
        let (name, length): (Explanation.TermClassName, UInt16) =
            switch item.term.termClass {
            case .word: (.word, record.words)
            case .bigram: (.bigram, record.bigrams)
            case .hanzi: (.hanzi, record.hanzi)
            }
        let average = statistics.average(item.term.termClass)
        let idf = formula.inverseFrequency(rows: statistics.rows, frequency: item.frequency)
        return .init(
            term: item.term.text, termClass: name, weight: Double(item.weight), idf: Double(idf), frequency: frequency,
            length: Int(length), averageLength: Double(average),
            contribution: Double(
                formula.contribution(
                    weight: item.weight, frequency: frequency, length: Int(length), average: average)),
            note: item.standsFor.map { "sounds like \($0.text)" } ?? (item.isWeak ? "boilerplate" : nil))
    }
}
