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
        let ranking = try ranking()
        var answer = ranking.answer
        if !request.facets.isEmpty {
            let facets = Facets(evaluator.columns, try CodeNames(db), store.merchants, db)
            answer.facets = try facets.counts(request.facets, ranking.strict ?? evaluator.strict())
        }
        let standIns = answer.relaxed ? Array(Set(evaluator.homophones.values.joined())) : []
        let highlighter = Highlighter(plan, standIns: standIns, store.analyzer)
        let reader = try HitReader(db, highlighter)
        answer.hits = try ranking.rows.compactMap { row in
            try reader.hit(row, explanation: request.explain ? explanation(row.id, ranking.terms, row) : nil)
        }
        return answer
    }

    /// What is known of an answer before any of its complaints is read.
    struct Ranking {
        /// Without facets and hits.
        var answer = SearchAnswer()
        /// Nil where they need not be listed for it.
        let strict: Rows?
        let rows: [RankedRow]
        let terms: [Ranker.WeightedTerm]
    }

    mutating func ranking() throws -> Ranking {
        if let leading = try leadingRanking() { return leading }
        let strict = try evaluator.strict()
        let relaxed = try relaxedRows(strict, total: strict.count)
        let areAllWhole = relaxed == nil && formula.ranksWholeMatchesFirst
        var terms: [Ranker.WeightedTerm] = []
        if isScored || request.explain {
            let given = areAllWhole && !request.explain ? evaluator.givenTerms : []
            let rows = areAllWhole && !request.explain ? strict : nil
            terms = try weightedTerms(given: given, among: rows)
        }
        let (rows, isWhole) = try ranked(terms, strict, relaxed)
        var ranking = Ranking(strict: strict, rows: rows, terms: terms)
        ranking.answer.total = strict.count
        ranking.answer.relaxedTotal = relaxed?.count ?? 0
        ranking.answer.relaxed = ranking.answer.relaxedTotal > 0
        ranking.answer.totalIsExact = evaluator.isExact && isWhole
        complete(&ranking)
        return ranking
    }

    private func complete(_ ranking: inout Ranking) {
        ranking.answer.notes = notes(ranking.answer, isTimely: ranking.answer.totalIsExact)
        if ranking.rows.count == request.limit, let last = ranking.rows.last {
            ranking.answer.nextCursor = cursor(behind: last, ranking.terms).text
        }
    }

    /// The first page by the rows of a word alone; nil where that doesn't tell.
    private func leadingRanking() throws -> Ranking? {
        guard isScored, cursor == nil, !request.explain, request.facets.isEmpty, formula.ranksWholeMatchesFirst,
            let leading = try LeadingWord(plan, evaluator)
        else { return nil }
        let some = Rows(RowList(try evaluator.postings(leading.word)), capacity: evaluator.columns.capacity)
        let terms = try weightedTerms(given: evaluator.givenTerms, among: some)
        let (rows, isWhole) = try ranked(terms, some, nil)
        let bound = leading.bound(terms, formula, statistics) * Self.slack
        guard isWhole, evaluator.isExact, rows.count == request.limit, let last = rows.last, last.score > bound,
            try leading.holds(rows, evaluator)
        else { return nil }
        var ranking = Ranking(strict: nil, rows: rows, terms: terms)
        ranking.answer.total = try evaluator.frequency(leading.sought)
        ranking.answer.totalIsExact = evaluator.isExact
        complete(&ranking)
        return ranking
    }

    /// What sums of single precision may be off by, and more.
    private static let slack: Float = 1.001

    private func relaxedRows(_ strict: Rows, total: Int) throws -> Rows? {
        guard total < Store.relaxBelow, plan.root != nil else { return nil }
        var rows = try evaluator.relaxed().bits
        for row in strict.list.rows { rows.remove(Int(row)) }
        return rows.isEmpty ? nil : Rows(rows)
    }

    /// Whether hits come by score: the order of a column asks for no term.
    private var isScored: Bool { request.sort == .relevance && plan.root != nil }

    /// The terms rows are scored by, with their weights; where rows are relaxed, stand-ins of missing bigrams too. Those
    /// that are left out weigh nothing: a cursor counts on their places.
    /// - Parameters:
    ///   - given: terms that every row has, once: their lists need not be read.
    ///   - rows: the rows that are ranked, where no others are.
    private func weightedTerms(given: Set<Term> = [], among rows: Rows? = nil) throws -> [Ranker.WeightedTerm] {
        var terms: [Ranker.WeightedTerm] = []
        for scored in plan.scored {
            try add(scored.term, scored.queryWeight, isWeak: scored.isWeak, to: &terms)
            guard rows == nil, scored.term.termClass == .bigram, terms.last?.frequency == 0 else { continue }
            for term in evaluator.homophones[scored.term] ?? [] where terms.count < QueryPlan.scoredLimit {
                let weight = scored.queryWeight * formula.homophoneWeight
                try add(term, weight, standsFor: scored.term, to: &terms)
            }
        }
        let heaviest = terms.lazy.filter { $0.frequency > 0 }.map(\.weight).max() ?? 0
        let sought = plan.sought
        for place in terms.indices {
            let item = terms[place]
            let isSought = item.standsFor != nil || sought.contains(item.term)
            if item.frequency == 0 || !isSought && formula.isFaint(item.weight, beside: heaviest) {
                terms[place].weight = 0
            } else if !given.contains(item.term) {
                terms[place].list =
                    try rows.map { try evaluator.postings(item.term, among: $0) } ?? evaluator.postings(item.term)
            }
        }
        return terms
    }

    private func add(
        _ term: Term, _ queryWeight: Float, isWeak: Bool = false, standsFor: Term? = nil,
        to terms: inout [Ranker.WeightedTerm]
    ) throws {
        let place = terms.count
        let known = cursor.flatMap { place < $0.frequencies.count ? Int($0.frequencies[place]) : nil }
        let frequency = try known ?? evaluator.frequency(term)
        let weight = formula.weight(
            term.termClass, queryWeight: queryWeight, rows: statistics.rows, frequency: frequency)
        terms.append(
            .init(
                term: term, list: nil, weight: weight, frequency: frequency, isWeak: isWeak, standsFor: standsFor))
    }

    private func ranked(
        _ terms: [Ranker.WeightedTerm], _ strict: Rows, _ relaxed: Rows?
    ) throws -> (rows: [RankedRow], isWhole: Bool) {
        let ranker = Ranker(formula: formula, statistics: statistics, columns: evaluator.columns, deadline: deadline)
        // Without words every row is as good as another: the newest first.
        let sort = request.sort == .relevance && plan.root == nil ? .newest : request.sort
        guard sort == .relevance else {
            let order = ColumnOrder(columns: evaluator.columns, sort: sort)
            return (order.first(strict: strict, relaxed: relaxed, limit: request.limit, after: cursor), true)
        }
        let known = terms.filter { $0.list?.count != 0 && $0.weight > 0 }
        var candidates = Ranker.Candidates(
            strict: strict, relaxed: relaxed, identified: evaluator.identified, isCovered: plan.coversEveryRow)
        if !formula.ranksWholeMatchesFirst {
            var all = try evaluator.relaxed().bits
            all.formUnion(strict.bits)
            candidates = .init(strict: Rows(all), relaxed: nil, identified: evaluator.identified, isCovered: false)
        }
        return try ranker.best(known, candidates, limit: request.limit, after: cursor)
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

    mutating func explanation(id: Int) throws -> Explanation {
        let strict = try evaluator.strict()
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
        guard item.weight > 0 else { return nil }
        let frequency = item.list?.frequency(in: id) ?? 1
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
