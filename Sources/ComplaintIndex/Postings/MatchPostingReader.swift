import GRDB
import TextAnalysis

/// Asks FTS5 itself, row by row: the dull version.
struct MatchPostingReader: PostingReader {
    let db: Database
    let remark: String?

    /// A term as an FTS5 string. `bingan_words` would cut it again, so the tokenizer is handed nothing but the term.
    private static func pattern(_ term: String) -> String {
        "\"" + term.replacing("\"", with: "\"\"") + "\""
    }

    func postings(_ term: String, _ termClass: TermClass) throws -> PostingList {
        try withTerm(term, termClass) { pattern in
            let cursor = try Row.fetchCursor(
                db.statement(termClass == .word ? .wordPostings : .bigramPostings), arguments: [pattern])
            var (rows, frequencies): ([UInt32], [UInt16]) = ([], [])
            while let row = try cursor.next() {
                rows.append(UInt32(clamping: row[0] as Int64))
                if termClass == .word { frequencies.append(UInt16(clamping: row[1] as Int)) }
            }
            return PostingList(rows: rows, frequencies: termClass == .word ? frequencies : nil)
        }
    }

    func count(_ term: String, _ termClass: TermClass) throws -> Int {
        try withTerm(term, termClass) { pattern in
            try db.value(termClass == .word ? .countWordPostings : .countBigramPostings, [pattern]) ?? 0
        }
    }

    func words(beginningWith prefix: String, limit: Int) throws -> (rows: PostingList, more: Bool) {
        try withTerm(prefix, .word) { pattern in
            let cursor = try Row.fetchCursor(db.statement(.wordPostings), arguments: [pattern + "*"])
            var rows: [UInt32] = []
            while let row = try cursor.next() { rows.append(UInt32(clamping: row[0] as Int64)) }
            return (PostingList(rows: rows), false)
        }
    }

    private func withTerm<R>(_ term: String, _ termClass: TermClass, _ body: (String) throws -> R) throws -> R {
        guard let entry = TokenizerRegistry.shared.entry(db) else { return try body(Self.pattern(term)) }
        return try entry.handed.hand(Analysis(onlyTerm: term, termClass)) { try body(Self.pattern(term)) }
    }
}
