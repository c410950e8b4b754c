// What is not the format read here is said, so that callers go through FTS5 itself.
import CPostings
import Testing

@Suite struct FormatTests {
    func small() throws -> Database {
        let db = try Database()
        try db.run("CREATE VIRTUAL TABLE t USING fts5(c)")
        for i in 1...50 { try db.run("INSERT INTO t(rowid, c) VALUES(?, 'a b c')", [.int(Int64(i))]) }
        return db
    }

    @Test func anotherVersionIsNotRead() throws {
        let db = try small()
        try db.run("UPDATE t_config SET v = 5 WHERE k = 'version'")
        let reader = Reader(db, "t", CPOSTINGS_FULL)
        #expect(reader.opened == CPOSTINGS_UNKNOWN_FORMAT)
        #expect(reader.message.contains("5"))
        #expect(reader.term("a").0 == CPOSTINGS_UNKNOWN_FORMAT)
        try db.run("UPDATE t_config SET v = 4 WHERE k = 'version'")
        #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_OK)
        #expect(reader.term("a").1.rows.count == 50)
        try db.run("DELETE FROM t_config")
        #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_UNKNOWN_FORMAT)
    }

    @Test func theNewerStructureIsNotRead() throws {
        let db = try small()
        var bytes = try db.blobs("SELECT id, block FROM t_data WHERE id = 10")[0].bytes
        bytes.insert(contentsOf: [0xff, 0, 0, 1], at: 4)
        try db.run("UPDATE t_data SET block = ? WHERE id = 10", [.blob(bytes)])
        #expect(Reader(db, "t", CPOSTINGS_FULL).opened == CPOSTINGS_UNKNOWN_FORMAT)
        try db.run("DELETE FROM t_data WHERE id = 10")
        #expect(Reader(db, "t", CPOSTINGS_FULL).opened == CPOSTINGS_CORRUPT)
    }

    @Test func aMissingTableIsSQLitesToSay() throws {
        let db = try small()
        let reader = Reader(db, "absent", CPOSTINGS_FULL)
        #expect(reader.opened == CPOSTINGS_SQLITE)
        #expect(reader.message.contains("absent"))
        #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_SQLITE)
        #expect(reader.term("a").0 == CPOSTINGS_SQLITE)
    }

    @Test(arguments: [Int64(-1), 1 << 32, .max]) func rowsPast32BitsAreNotRead(_ row: Int64) throws {
        let db = try small()
        try db.run("INSERT INTO t(rowid, c) VALUES(?, 'b')", [.int(row)])
        let reader = Reader(db, "t", CPOSTINGS_FULL)
        #expect(reader.term("a").1.rows.count == 50)
        #expect(reader.term("b").0 == CPOSTINGS_UNKNOWN_FORMAT)
        #expect(reader.term("b").1.rows.isEmpty)
    }

    @Test func theHighestRowIsRead() throws {
        let db = try small()
        try db.run("INSERT INTO t(rowid, c) VALUES(?, 'b')", [.int(Int64(UInt32.max))])
        #expect(Reader(db, "t", CPOSTINGS_FULL).term("b").1.rows.last == .max)
    }

    @Test func aPassedDeadlineStops() throws {
        let db = try small()
        try db.run("INSERT INTO t(t, rank) VALUES('pgsz', 40)")
        for i in 51...2000 { try db.run("INSERT INTO t(rowid, c) VALUES(?, 'a b c')", [.int(Int64(i))]) }
        try db.run("INSERT INTO t(t) VALUES('optimize')")
        let reader = Reader(db, "t", CPOSTINGS_FULL)
        cpostings_set_deadline(reader.pointer, 1)
        let (code, postings) = reader.term("a")
        #expect(code == CPOSTINGS_DEADLINE)
        #expect(postings.rows == Array(1...UInt32(max(1, postings.rows.count))) && postings.rows.count < 2000)
        cpostings_set_deadline(reader.pointer, cpostings_now() + 60_000_000_000)
        #expect(reader.term("a").1.rows.count == 2000)
    }
}
