import CPostings
import GRDB
import TextAnalysis

/// Reads FTS5's own pages (CPostings): what searches use.
final class PagePostingReader: PostingReader {
    private let words: Reader
    private let bigrams: Reader
    let remark: String? = nil

    /// Nil when the tables have a form that CPostings doesn't know: then FTS5 itself must be asked.
    init?(_ db: Database, deadline: Int64) throws {
        guard let words = try Reader(db, "words", CPOSTINGS_FULL, deadline),
            let bigrams = try Reader(db, "bigrams", CPOSTINGS_NONE, deadline)
        else { return nil }
        self.words = words
        self.bigrams = bigrams
    }

    func postings(_ term: String, _ termClass: TermClass) throws -> PostingList {
        try termClass == .word
            ? words.postings(term, withFrequencies: true) : bigrams.postings(term, withFrequencies: false)
    }

    func count(_ term: String, _ termClass: TermClass) throws -> Int {
        try (termClass == .word ? words : bigrams).count(term)
    }

    func words(beginningWith prefix: String, limit: Int) throws -> (rows: PostingList, more: Bool) {
        try words.rows(beginningWith: prefix, limit: limit)
    }
}

/// Owns one C reader.
private final class Reader {
    private let raw: OpaquePointer

    init?(_ db: Database, _ table: String, _ detail: cpostings_detail, _ deadline: Int64) throws {
        var raw: OpaquePointer?
        let code = cpostings_open(db.sqliteConnection, "main", table, detail, &raw)
        guard let raw else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
        self.raw = raw
        guard code != CPOSTINGS_UNKNOWN_FORMAT else { return nil }
        try check(code)
        cpostings_set_deadline(raw, deadline)
    }

    deinit {
        cpostings_close(raw)
    }

    func postings(_ term: String, withFrequencies: Bool) throws -> PostingList {
        let want = UInt32(withFrequencies ? CPOSTINGS_TF : CPOSTINGS_ROWS)
        var list = cpostings_list()
        let code = cpostings_term(raw, Array(term.utf8), term.utf8.count, want, &list)
        let postings = PostingList(taking: list)
        try check(code)
        return postings
    }

    func count(_ term: String) throws -> Int {
        var rows: UInt64 = 0
        try check(cpostings_count(raw, Array(term.utf8), term.utf8.count, &rows))
        return Int(clamping: rows)
    }

    func rows(beginningWith prefix: String, limit: Int) throws -> (rows: PostingList, more: Bool) {
        var (terms, more): (UInt32, Bool) = (0, false)
        var list = cpostings_list()
        let code = cpostings_prefix(
            raw, Array(prefix.utf8), prefix.utf8.count, UInt32(limit), UInt32(CPOSTINGS_ROWS), &list, &terms, &more)
        let postings = PostingList(taking: list)
        try check(code)
        return (postings, more)
    }

    private func check(_ code: cpostings_code) throws {
        switch code {
        case CPOSTINGS_OK: return
        case CPOSTINGS_DEADLINE: throw DeadlinePassed()
        case CPOSTINGS_SQLITE: throw DatabaseError(resultCode: ResultCode(rawValue: cpostings_sqlite_code(raw)))
        case CPOSTINGS_NO_MEMORY: throw DatabaseError(resultCode: .SQLITE_NOMEM)
        default:
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: String(cString: cpostings_message(raw)))
        }
    }
}

/// The time a query may take is over.
struct DeadlinePassed: Error {}
