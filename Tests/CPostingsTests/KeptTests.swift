// Lists kept decoded, against what a reader without them reads.
import CPostings
import Testing

@Suite struct KeptTests {
    /// Room for some lists of the table below and not for all, so that some go again.
    private static let room = 60_000

    private static func open(
        _ db: Database, _ detail: cpostings_detail = CPOSTINGS_FULL
    ) throws -> (pointer: OpaquePointer, reader: Reader) {
        let kept = try #require(cpostings_kept_open(Self.room))
        let reader = Reader(db, "t", detail)
        cpostings_use_kept(reader.pointer, kept)
        return (kept, reader)
    }

    /// Common words in thousands of rows, with gaps of more than a byte, and counts that vary.
    private static func fill(_ db: Database, _ rows: ClosedRange<Int>) throws {
        try db.run("BEGIN")
        for row in rows {
            let text = (2...6).filter { row % $0 < 2 }.map { "w\($0)" } + Array(repeating: "w1", count: 1 + row % 7)
            try db.run(
                "INSERT INTO t(rowid, c) VALUES(?, ?)",
                [.int(Int64(row + row / 5_000 * 700)), .text(text.joined(separator: " "))])
        }
        try db.run("COMMIT")
    }

    private static func table(_ detail: cpostings_detail = CPOSTINGS_FULL) throws -> Database {
        let db = try Database()
        let word = detail == CPOSTINGS_FULL ? "full" : "none"
        try db.run("CREATE VIRTUAL TABLE t USING fts5(c, detail=\(word))")
        try db.run("INSERT INTO t(t, rank) VALUES('pgsz', 512)")
        try db.run("INSERT INTO t(t, rank) VALUES('hashsize', 10000000)")
        try fill(db, 1...12_000)
        return db
    }

    /// Words of which a reader says something else than one without kept lists: all rows, few, many or none of them, counts.
    private static func differences(_ reader: Reader, _ db: Database, _ detail: cpostings_detail) -> [String] {
        let plain = Reader(db, "t", detail)
        let rows = (0...25_000).map { UInt32($0) }
        let wanted = [rows.filter { $0 % 1_009 == 5 }, rows.filter { $0 % 3 != 0 }, [], [1], [24_999]]
        return (1...7).map { "w\($0)" }.filter { word in
            if reader.count(word) != plain.count(word) { return true }
            return [true, false].contains { tf in
                let (mine, theirs) = (reader.term(word, tf: tf), plain.term(word, tf: tf))
                if mine.0 != CPOSTINGS_OK || mine.1 != theirs.1 { return true }
                return wanted.contains { reader.among(word, $0, tf: tf).1 != plain.among(word, $0, tf: tf).1 }
            }
        }
    }

    @Test(
        "a kept list says what the pages say, whatever was written since",
        arguments: [CPOSTINGS_FULL.rawValue, CPOSTINGS_NONE.rawValue])
    func saysWhatPagesSay(_ raw: UInt32) throws {
        let detail = cpostings_detail(raw)
        let db = try Self.table(detail)
        let (kept, reader) = try Self.open(db, detail)
        defer { cpostings_kept_close(kept) }
        for round in 0..<8 {
            switch round {
            case 2: try Self.fill(db, 12_001...18_000)
            case 3: try db.run("UPDATE t SET c = 'w1 w3' WHERE rowid % 97 = 0")
            case 4: try db.run("DELETE FROM t WHERE rowid % 211 = 0")
            case 5: try db.run("INSERT INTO t(t) VALUES('optimize')")
            case 6: try Self.fill(db, 18_001...18_100)
            default: break
            }
            #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_OK)
            for _ in 0..<3 { #expect(Self.differences(reader, db, detail).isEmpty, "round \(round)") }
            #expect(cpostings_kept_bytes(kept) <= Self.room)
        }
        cpostings_use_kept(reader.pointer, nil)
    }

    @Test("a list is kept once it was asked for twice")
    func keepsAtTheSecondAsking() throws {
        let db = try Self.table()
        let (kept, reader) = try Self.open(db)
        defer { cpostings_kept_close(kept) }
        _ = reader.term("w1", tf: true)
        #expect(cpostings_kept_bytes(kept) == 0)
        _ = reader.term("w1", tf: true)
        #expect(cpostings_kept_bytes(kept) > 2 * 12_000)
        let other = Reader(db, "t", CPOSTINGS_FULL)
        cpostings_use_kept(other.pointer, kept)
        #expect(other.term("w1", tf: true).1.rows.count == 12_000)
    }

    @Test("lists that are asked for more often take the room of others")
    func keepsWhatIsAskedForMost() throws {
        let db = try Self.table()
        let (kept, reader) = try Self.open(db)
        defer { cpostings_kept_close(kept) }
        func isKept(_ word: String) -> Bool {
            var rows: UInt64 = 0
            let bytes = Array(word.utf8)
            return cpostings_kept_rows(reader.pointer, bytes, bytes.count, &rows) == CPOSTINGS_OK && rows > 0
        }
        // Of 24, 24 and 16 kB in a room of 60.
        for _ in 0..<20 { for word in ["w1", "w2"] { _ = reader.term(word, tf: true) } }
        for _ in 0..<9 { _ = reader.term("w3", tf: true) }
        #expect(isKept("w1") && isKept("w2") && !isKept("w3"))
        for _ in 0..<40 { _ = reader.term("w3", tf: true) }
        #expect(isKept("w3") && isKept("w1") != isKept("w2"))
        #expect(cpostings_kept_bytes(kept) <= Self.room)
    }

    @Test("a list of which only single rows are asked for is kept too")
    func keepsForSingleRows() throws {
        let db = try Self.table(CPOSTINGS_NONE)
        let (kept, reader) = try Self.open(db, CPOSTINGS_NONE)
        defer { cpostings_kept_close(kept) }
        _ = reader.count("w1")
        for _ in 0..<3 { #expect(reader.among("w1", [7, 11_000]).1.rows == [7]) }
        #expect(cpostings_kept_bytes(kept) > 12_000)
        #expect(reader.among("w1", [7, 9_000]).1.rows == [7, 9_000])
    }

    @Test("short lists and rows without counts are not kept")
    func leavesOthers() throws {
        let db = try Self.table()
        let (kept, reader) = try Self.open(db)
        defer { cpostings_kept_close(kept) }
        try db.run("INSERT INTO t(rowid, c) VALUES(90000, 'rare')")
        #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_OK)
        for _ in 0..<4 {
            #expect(reader.term("rare", tf: true).1.rows == [90_000])
            #expect(reader.term("w2").1.rows.count == 12_000)
        }
        #expect(cpostings_kept_bytes(kept) == 0)
    }
}
