import CPostings
import Foundation
import GRDB
import TextAnalysis

/// Reads FTS5's own pages (CPostings): what searches use.
final class PagePostingReader: PostingReader {
    private let words: Reader
    private let bigrams: Reader
    let remark: String? = nil

    init(_ db: Database, _ shared: SharedPostings) throws {
        words = try Reader(db, "words", CPOSTINGS_FULL, shared.wordCounts, shared.wordPool, shared.keptWords)
        bigrams = try Reader(
            db, "bigrams", CPOSTINGS_NONE, shared.bigramCounts, shared.bigramPool, shared.keptBigrams)
    }

    /// Begins a read transaction. False when the tables have a form that CPostings doesn't know: then FTS5 itself must
    /// be asked.
    /// - Parameter version: changes with every row that is indexed, taken out or indexed anew.
    func begin(deadline: Int64, version: Int64) throws -> Bool {
        let known = try (
            words.begin(deadline: deadline, version: version), bigrams.begin(deadline: deadline, version: version)
        )
        return known.0 && known.1
    }

    var segmentCounts: (words: Int, bigrams: Int) { (words.segmentCount, bigrams.segmentCount) }

    func postings(_ term: String, _ termClass: TermClass) throws -> PostingList {
        try termClass == .word
            ? words.postings(term, withFrequencies: true) : bigrams.postings(term, withFrequencies: false)
    }

    func postings(_ term: String, _ termClass: TermClass, among rows: RowList) throws -> PostingList {
        try termClass == .word
            ? words.postings(term, among: rows, withFrequencies: true)
            : bigrams.postings(term, among: rows, withFrequencies: false)
    }

    func readsSingleRows(_ term: String, _ termClass: TermClass, of count: Int) throws -> Bool {
        try (termClass == .word ? words : bigrams).keptRows(term) > count / 2
    }

    func phrase(_ words: [String], among rows: RowList, beginningBelow ends: [UInt32]) throws -> PostingList? {
        try self.words.phrase(words, among: rows, beginningBelow: ends)
    }

    func knownCount(_ term: String, _ termClass: TermClass) -> Int? {
        (termClass == .word ? words : bigrams).knownCount(term)
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
    private let pool: ListPool
    private let counts: TermCounts
    /// What `raw` uses lives as long as it does.
    private let kept: KeptLists
    private var generation: UInt64?
    private var version: Int64 = 0
    private var deadline: Int64 = 0

    init(
        _ db: Database, _ table: String, _ detail: cpostings_detail, _ counts: TermCounts, _ pool: ListPool,
        _ kept: KeptLists
    ) throws {
        (self.counts, self.pool, self.kept) = (counts, pool, kept)
        var raw: OpaquePointer?
        _ = cpostings_open(db.sqliteConnection, "main", table, detail, &raw)
        guard let raw else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
        self.raw = raw
        cpostings_use_kept(raw, kept.raw)
    }

    func begin(deadline: Int64, version: Int64) throws -> Bool {
        cpostings_set_deadline(raw, deadline)
        self.deadline = deadline
        let code = cpostings_refresh(raw)
        if code == CPOSTINGS_UNKNOWN_FORMAT { return false }
        try check(code)
        begin(cpostings_generation(raw), version)
        return true
    }

    private func begin(_ generation: UInt64, _ version: Int64) {
        // A small index may look the same when it was built anew.
        if generation == self.generation && version != self.version { cpostings_recheck(raw) }
        // Another database was put in the place of this one.
        if version < self.version { counts.forget() }
        (self.generation, self.version) = (generation, version)
    }

    deinit {
        cpostings_close(raw)
    }

    var segmentCount: Int { Int(cpostings_segment_count(raw)) }

    func postings(_ term: String, withFrequencies: Bool) throws -> PostingList {
        let want = UInt32(withFrequencies ? CPOSTINGS_TF : CPOSTINGS_ROWS)
        var list = pool.list()
        let code = cpostings_term(raw, Array(term.utf8), term.utf8.count, want, &list)
        let postings = PostingList(taking: list, from: pool)
        try check(code)
        counts.note(postings.count, term, version)
        return postings
    }

    func postings(_ term: String, among rows: RowList, withFrequencies: Bool) throws -> PostingList {
        let want = UInt32(withFrequencies ? CPOSTINGS_TF : CPOSTINGS_ROWS)
        var list = pool.list()
        let code = cpostings_among(
            raw, Array(term.utf8), term.utf8.count, want, rows.rows.baseAddress, rows.rows.count, &list)
        let postings = PostingList(taking: list, from: pool)
        try check(code)
        return postings
    }

    func phrase(_ words: [String], among rows: RowList, beginningBelow ends: [UInt32]) throws -> PostingList {
        var lists = words.map { _ in cpostings_list() }
        defer { for place in lists.indices { cpostings_list_free(&lists[place]) } }
        for (place, word) in words.enumerated() {
            try check(
                cpostings_among(
                    raw, Array(word.utf8), word.utf8.count, UInt32(CPOSTINGS_PLACES), rows.rows.baseAddress,
                    rows.rows.count, &lists[place]))
        }
        var found = cpostings_list()
        let code = lists.withUnsafeBufferPointer { lists in
            let pointers = lists.indices.map { place in lists.baseAddress.map { $0 + place } }
            return cpostings_phrase_among(
                pointers, words.indices.map { UInt32($0) }, Int32(words.count), rows.rows.baseAddress, ends,
                rows.rows.count, deadline, &found)
        }
        let postings = PostingList(taking: found)
        try check(code)
        return postings
    }

    func keptRows(_ term: String) throws -> Int {
        var rows: UInt64 = 0
        try check(cpostings_kept_rows(raw, Array(term.utf8), term.utf8.count, &rows))
        return Int(clamping: rows)
    }

    func knownCount(_ term: String) -> Int? { counts.count(term, version) }

    func count(_ term: String) throws -> Int {
        if let known = counts.count(term, version) { return known }
        var rows: UInt64 = 0
        try check(cpostings_count(raw, Array(term.utf8), term.utf8.count, &rows))
        counts.note(Int(clamping: rows), term, version)
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

/// What the readers of all connections have in common.
struct SharedPostings: Sendable {
    let wordCounts = TermCounts()
    let bigramCounts = TermCounts()
    let keptWords = KeptLists()
    let keptBigrams = KeptLists()
    // Apart, since lists with counts and lists without can't take each other's memory.
    let wordPool = ListPool(limit: 2_500_000)
    let bigramPool = ListPool(limit: 2_000_000)
}

/// The time a query may take is over.
struct DeadlinePassed: Error {}

/// The readers of the connections, kept from search to search: preparing their statements costs more than a rare word.
///
/// `@unchecked Sendable`: a reader is used only by the thread that holds its connection, which the pool gives to one at
/// a time; the lock guards the table.
final class PostingReaders: @unchecked Sendable {
    private let lock = NSLock()
    private var readers: [OpaquePointer: PagePostingReader] = [:]
    private let shared = SharedPostings()

    /// The connection's reader in a new read transaction; nil when FTS5 itself must be asked.
    func reader(_ db: Database, deadline: Int64) throws -> PagePostingReader? {
        guard let connection = db.sqliteConnection else { return nil }
        let version = try db.value(.readCounter, ["column_version"], as: Int64.self) ?? 0
        if let known = lock.withLock({ readers[connection] }) {
            if try known.begin(deadline: deadline, version: version) { return known }
            lock.withLock { readers[connection] = nil }
            return nil
        }
        let made = try PagePostingReader(db, shared)
        guard try made.begin(deadline: deadline, version: version) else { return nil }
        lock.withLock { readers[connection] = made }
        return made
    }

    /// Makes room for the lists of an index of so many rows.
    func serve(rows: Int) {
        shared.keptWords.serve(rows: rows)
        shared.keptBigrams.serve(rows: rows)
    }

    /// Lets go of all statements, which must come before their connections are closed.
    func close() { lock.withLock { readers = [:] } }
}

extension Store {
    /// Gives the system back what searches freed: without it, a service that answered 200 requests a second for ten
    /// minutes held a third more than it used.
    package func giveMemoryBack() { cpostings_give_back() }

    /// Has the threads of a service share what each frees: a tenth less memory after a minute and a half at 200 requests a
    /// second, for no more time. To be called before they begin.
    package func shareFreedMemory() { cpostings_share_freed() }
}
