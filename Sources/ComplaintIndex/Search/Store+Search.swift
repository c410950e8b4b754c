import CPostings
import ComplaintModel
import Foundation
import GRDB

extension Store {
    /// Fewer strict rows than this, and rows that hold only some of the words follow.
    static let relaxBelow = 20

    /// Searches in one snapshot. Never fails for what was typed, a NUL apart.
    /// - Throws: `QueryError`, `CursorError`, `StoreError`.
    public func search(_ request: SearchRequest) throws -> SearchAnswer {
        try search(request, formula: .standard, readsPages: true)
    }

    /// - Parameter readsPages: false asks FTS5 by MATCH instead of reading its pages.
    package func search(_ request: SearchRequest, formula: Formula, readsPages: Bool) throws -> SearchAnswer {
        let start = cpostings_now()
        let parsed = try QueryParser.parse(request.query)
        let deadline = request.deadline > 0 ? start + Int64(request.deadline * 1e9) : 0
        var answer = try run(request, parsed, formula, readsPages: readsPages, deadline: deadline) { run, reader in
            var answer = try run.answer()
            if let remark = reader.remark { answer.notes.append(Note(code: "slow-index", message: remark)) }
            return answer
        }
        answer.notes = parsed.notes + warnings.map { Note(code: "index-outdated", message: $0) } + answer.notes
        answer.tookMilliseconds = Double(cpostings_now() - start) / 1e6
        return answer
    }

    /// The ids of a page of hits and the exact total, without reading the complaints: what an engine without texts gives.
    package func rankedIDs(_ request: SearchRequest) throws -> (ids: [Int64], total: Int) {
        try run(request, QueryParser.parse(request.query), .standard, readsPages: true, deadline: 0) { run, _ in
            let ranking = try run.ranking()
            return (ranking.rows.map { Int64($0.id) }, ranking.answer.total)
        }
    }

    /// Calls `body` with what a request is answered by, in one snapshot.
    private func run<R>(
        _ request: SearchRequest, _ parsed: ParsedQuery, _ formula: Formula, readsPages: Bool, deadline: Int64,
        _ body: (inout SearchRun, any PostingReader) throws -> R
    ) throws -> R {
        let plan = try QueryPlan(parsed, analyzer, weakWords, formula, filters: request.filters)
        let cursor = try request.cursor.map { text in try PageCursor(parsing: text, for: request) }
        return try read { db in
            let reader = try postingReader(db, readsPages: readsPages, deadline: deadline)
            let evaluator = try Evaluator(
                plan, self, db, reader: reader, lastID: cursor.map { Int($0.lastID) }, deadline: deadline,
                readsFields: request.readsFields || plan.root == nil)
            var run = SearchRun(request, plan, evaluator, formula, cursor, deadline: deadline, db, self)
            return try body(&run, reader)
        }
    }

    func postingReader(_ db: Database, readsPages: Bool = true, deadline: Int64) throws -> any PostingReader {
        if readsPages {
            if let reader = try readers.reader(db, deadline: deadline) { return reader }
            return MatchPostingReader(
                db: db, remark: "全文索引的格式未知，改用较慢的方式 (unknown full-text format: searching the slow way)")
        }
        return MatchPostingReader(db: db, remark: nil)
    }

    /// Why a complaint is, or is not, in the answer to a query; nil when there is no such complaint.
    public func explain(id: Int64, query: String, filters: [Filter] = []) throws -> Explanation? {
        let request = SearchRequest(query: query, filters: filters)
        let plan = try QueryPlan(QueryParser.parse(query), analyzer, weakWords, .standard, filters: filters)
        return try read { db in
            guard try Self.row(id, db) != nil else { return nil }
            let reader = try postingReader(db, deadline: 0)
            let evaluator = try Evaluator(plan, self, db, reader: reader, lastID: nil, deadline: 0)
            var run = SearchRun(request, plan, evaluator, .standard, nil, deadline: 0, db, self)
            return try run.explanation(id: Int(id))
        }
    }

    /// The strict rows of a query in order of id, behind `after` and up to `limit` of them: a page of an export, which
    /// reads in short transactions so that checkpoints go on.
    public func matchingIDs(query: String, filters: [Filter] = [], after: Int64 = 0, limit: Int) throws -> [Int64] {
        let plan = try QueryPlan(QueryParser.parse(query), analyzer, weakWords, .standard, filters: filters)
        return try read { db in
            let reader = try postingReader(db, deadline: 0)
            let evaluator = try Evaluator(plan, self, db, reader: reader, lastID: nil, deadline: 0)
            var ids: [Int64] = []
            let strict = try evaluator.strict()
            withExtendedLifetime(strict) {
                let list = strict.list
                for row in list.rows[list.place(of: Int(after) + 1)...].prefix(limit) { ids.append(Int64(row)) }
            }
            return ids
        }
    }
}
