// A gathered segment is what FTS5 itself would have written: the same leaves, byte for byte.
import CPostings
import Testing

struct GatheredRows: CustomStringConvertible, Sendable {
    var seed: UInt64
    var rows: Int
    var terms: Int
    /// How much more often the first terms stand than the last: terms are drawn by x^skew.
    var skew: Int
    var perRow: ClosedRange<Int>
    var description: String { "seed \(seed), \(rows) rows, \(terms) terms" }

    static let all = [
        GatheredRows(seed: 1, rows: 1, terms: 1, skew: 1, perRow: 1...1),
        GatheredRows(seed: 2, rows: 40, terms: 30, skew: 1, perRow: 0...9),
        GatheredRows(seed: 3, rows: 3_000, terms: 40_000, skew: 1, perRow: 1...60),
        GatheredRows(seed: 4, rows: 30_000, terms: 300, skew: 3, perRow: 2...14),
        GatheredRows(seed: 5, rows: 60_000, terms: 6, skew: 1, perRow: 1...6),
        GatheredRows(seed: 6, rows: 9_000, terms: 3_000, skew: 2, perRow: 0...30),
    ]

    /// Hanzi one and two at a time, letters beside a Hanzi, and terms that are the beginning of others.
    func term(_ i: Int) -> String {
        let hanzi = { (n: Int) in String(UnicodeScalar(UInt32(0x4E00 + n % 20_000))!) }
        switch i % 4 {
        case 0: return hanzi(i)
        case 1: return hanzi(i - 1) + hanzi(i * 7)
        case 2: return hanzi(i * 3) + "a"
        default: return "x\(i)"
        }
    }

    /// Each row's number, with gaps, and its terms; some twice.
    func make() -> [(row: UInt32, terms: [String])] {
        var random = Seeded(seed)
        var row: UInt32 = 0
        return (0..<rows).map { _ in
            row += Int.random(in: 0..<20, using: &random) == 0 ? UInt32.random(in: 2...40_000, using: &random) : 1
            let count = Int.random(in: perRow, using: &random)
            return (
                row,
                (0..<count).map { _ in
                    let x = Double.random(in: 0..<1, using: &random)
                    return term(Int((0..<skew).reduce(1) { y, _ in y * x } * Double(terms)))
                }
            )
        }
    }
}

@Suite("Gathering an import's postings")
struct GatherTests {
    /// Two like tables: FTS5 fills the first one.
    private func tables(_ rows: [(row: UInt32, terms: [String])]) throws -> Database {
        let db = try Database()
        try db.run("CREATE TABLE content(id INTEGER PRIMARY KEY, c)")
        for table in ["t", "g"] {
            try db.run(
                "CREATE VIRTUAL TABLE \(table) USING fts5(c, content='content', content_rowid='id', detail=none, "
                    + "columnsize=0, tokenize='unicode61 remove_diacritics 0')")
            try db.run("INSERT INTO \(table)(\(table), rank) VALUES('automerge', 0)")
            try db.run("INSERT INTO \(table)(\(table), rank) VALUES('hashsize', 67108864)")
        }
        try db.run("BEGIN")
        for (row, terms) in rows {
            let values: [Database.Value] = [.int(Int64(row)), .text(terms.joined(separator: " "))]
            try db.run("INSERT INTO content(id, c) VALUES(?, ?)", values)
            try db.run("INSERT INTO t(rowid, c) VALUES(?, ?)", values)
        }
        try db.run("COMMIT")
        return db
    }

    /// Lays the rows out into the second table.
    private func fill(_ db: Database, _ rows: [(row: UInt32, terms: [String])]) throws {
        let gather = try #require(cpostings_gather_open())
        defer { cpostings_gather_close(gather) }
        for (row, terms) in rows {
            #expect(cpostings_gather_row(gather, row))
            for term in terms { #expect(cpostings_gather_term(gather, Array(term.utf8), term.utf8.count)) }
        }
        #expect(cpostings_gather_sort(gather))
        let structure = try db.blobs("SELECT id, block FROM g_data WHERE id = 10")[0].bytes
        let segment = cpostings_structure_free_id(structure, structure.count)
        var leaf = cpostings_leaf()
        var leaves: Int32 = 0
        while cpostings_gather_leaf(gather, &leaf) {
            leaves = leaf.number
            let bytes = Array(UnsafeBufferPointer(start: leaf.bytes, count: leaf.size))
            try db.run(
                "INSERT INTO g_data(id, block) VALUES(?, ?)",
                [.int(Int64(segment) << 37 | Int64(leaf.number)), .blob(bytes)])
            guard leaf.is_indexed else { continue }
            let term = Array(UnsafeBufferPointer(start: leaf.term, count: leaf.term_size))
            try db.run(
                "INSERT INTO g_idx(segid, term, pgno) VALUES(?, coalesce(?, x''), ?)",
                [.int(Int64(segment)), .blob(term), .int(Int64(leaf.number) << 1)])
        }
        var out = [UInt8](repeating: 0, count: structure.count + 64)
        let size = cpostings_structure_add(structure, structure.count, segment, leaves, &out)
        #expect(size > structure.count)
        try db.run("UPDATE g_data SET block = ? WHERE id = 10", [.blob(Array(out[..<size]))])
    }

    /// All leaves and the structure record; without doclist indexes (bit 36 of the id), which are not written.
    private func leaves(_ table: String, _ db: Database) throws -> [Int64: [UInt8]] {
        let rows = try db.blobs("SELECT id, block FROM \(table)_data WHERE id > 1 AND (id >> 36) & 1 = 0")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.bytes) })
    }

    private func separators(_ table: String, _ db: Database) throws -> [Int64: [UInt8]] {
        let rows = try db.blobs("SELECT segid << 20 | (pgno >> 1), term FROM \(table)_idx")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.bytes) })
    }

    @Test("its leaves are those that FTS5 writes, byte for byte", arguments: GatheredRows.all)
    func leaves(_ shape: GatheredRows) throws {
        let rows = shape.make()
        let db = try tables(rows)
        try fill(db, rows)
        let (theirs, ours) = (try leaves("t", db), try leaves("g", db))
        #expect(ours.keys.sorted() == theirs.keys.sorted())
        for (id, bytes) in theirs { #expect(ours[id] == bytes, "leaf \(id & 0xFFFF)") }
        #expect(try separators("g", db) == separators("t", db))
    }
}
