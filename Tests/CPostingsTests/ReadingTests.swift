// What FTS5 itself and a count over all rows say, against what the reader reads.
import CPostings
import Foundation
import GRDBSQLite
import Testing

@Suite struct ReadingTests {
    @Test(arguments: Shape.all) func readsWhatMatchFinds(_ shape: Shape) throws {
        let db = try Database()
        let table = try RandomTable(db, shape)
        let reader = Reader(db, "t", table.detail)
        #expect(reader.opened == CPOSTINGS_OK)
        try db.run("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(t, row)")
        for round in 0..<4 {
            try table.live(round == 0 ? 6 : 20)
            if round == 3 { try db.run("INSERT INTO t(t) VALUES('optimize')") }
            #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_OK)
            let counts = table.recount()
            try compareTerms(table, reader, counts)
            try comparePrefixes(table, reader, counts)
            if shape.full { try comparePhrases(table, reader) }
            compareAmong(table, reader, counts)
        }
    }

    /// A reader that is kept remembers where terms stand; numbers of segments that merges freed go to new ones at once.
    @Test(arguments: Shape.all.prefix(6)) func remembersOnlySegmentsThatStay(_ shape: Shape) throws {
        let db = try Database()
        let table = try RandomTable(db, shape)
        let kept = Reader(db, "t", table.detail)
        for round in 0..<80 {
            for _ in 0..<Int.random(in: 1...4, using: &table.random) { try table.step() }
            switch round % 10 {
            case 3: try db.run("INSERT INTO t(t, rank) VALUES('merge', -2)")
            case 6: try db.run("INSERT INTO t(t, rank) VALUES('merge', -30)")
            case 9 where round % 50 == 49: try db.run("INSERT INTO t(t) VALUES('optimize')")
            default: break
            }
            guard round % 3 != 1 else { continue }
            #expect(cpostings_refresh(kept.pointer) == CPOSTINGS_OK)
            let fresh = Reader(db, "t", table.detail)
            let wrong = (RandomTable.words.prefix(30) + ["absent"]).filter { word in
                let (mine, theirs) = (kept.term(word, tf: true).1, fresh.term(word, tf: true).1)
                return mine.rows != theirs.rows || (mine.tf ?? []) != (theirs.tf ?? [])
                    || kept.count(word).1 != fresh.count(word).1
            }
            #expect(wrong.isEmpty, "round \(round)")
        }
    }

    /// Among few rows most pages are passed over, among many none is.
    func compareAmong(_ table: RandomTable, _ reader: Reader, _ counts: [String: [UInt32: Int]]) {
        let all = Array(0...(counts.values.compactMap { $0.keys.max() }.max() ?? 0) + 2)
        for word in Set(RandomTable.words).union(["absent", ""]) {
            let dull = RandomTable.postings(counts) { $0 == word }
            for few in [0, 1, 3, 40, all.count] {
                let isEvery = few == all.count
                let rows = isEvery ? Set(all) : Set((0..<few).map { _ in all.randomElement(using: &table.random)! })
                let kept = dull.rows.indices.filter { rows.contains(dull.rows[$0]) }
                let (code, postings) = reader.among(word, isEvery ? all : rows.sorted(), tf: true)
                #expect(code == CPOSTINGS_OK, "\(reader.message)")
                #expect(postings.rows == kept.map { dull.rows[$0] }, "\(word) among \(few)")
                #expect((postings.tf ?? []) == (table.shape.full ? kept.compactMap { dull.tf?[$0] } : []), "\(word)")
            }
        }
    }

    /// A list of some hundred pages, of which two rows are looked for; and places that fill pages of their own.
    @Test(arguments: [true, false]) func passesOverPagesOfALongList(_ full: Bool) throws {
        let db = try Database()
        try db.run("CREATE VIRTUAL TABLE t USING fts5(c, detail=\(full ? "full" : "none"))")
        try db.run("INSERT INTO t(t, rank) VALUES('pgsz', 128)")
        try db.run("BEGIN")
        for row in 1...4000 {
            let text = row % 500 == 0 ? String(repeating: "退款 x ", count: 300) : "退款 x"
            try db.run("INSERT INTO t(rowid, c) VALUES(?, ?)", [.int(Int64(row)), .text(text)])
        }
        try db.run("COMMIT")
        let reader = Reader(db, "t", full ? CPOSTINGS_FULL : CPOSTINGS_NONE)
        for rows: [UInt32] in [[1], [4000], [4001], [7, 3999], [499, 500, 501], [500, 1000, 4000], Array(1...4000)] {
            let (code, postings) = reader.among("退款", rows, tf: true)
            #expect(code == CPOSTINGS_OK, "\(reader.message)")
            let found = rows.filter { $0 <= 4000 }
            #expect(postings.rows == found)
            #expect((postings.tf ?? []) == (full ? found.map { $0 % 500 == 0 ? 300 : 1 } : []))
        }
    }

    @Test func tellsWhenTheIndexChanged() throws {
        let db = try Database()
        try db.run("CREATE VIRTUAL TABLE t USING fts5(c)")
        try db.run("INSERT INTO t(rowid, c) VALUES(1, '退款')")
        let reader = Reader(db, "t", CPOSTINGS_FULL)
        let first = cpostings_generation(reader.pointer)
        _ = cpostings_refresh(reader.pointer)
        #expect(cpostings_generation(reader.pointer) == first)
        for change in [
            "INSERT INTO t(rowid, c) VALUES(2, '退款')", "DELETE FROM t WHERE rowid = 1",
            "INSERT INTO t(t) VALUES('optimize')",
        ] {
            let before = cpostings_generation(reader.pointer)
            try db.run(change)
            _ = cpostings_refresh(reader.pointer)
            #expect(cpostings_generation(reader.pointer) > before, "\(change)")
        }
    }

    func compareTerms(_ table: RandomTable, _ reader: Reader, _ counts: [String: [UInt32: Int]]) throws {
        for word in Set(RandomTable.words).union(["absent", "", "w", "退款18", "zz"]) {
            let dull = RandomTable.postings(counts) { $0 == word }
            let (code, postings) = reader.term(word, tf: true)
            #expect(code == CPOSTINGS_OK, "\(reader.message)")
            #expect(postings.rows == dull.rows, "\(word)")
            #expect((postings.tf ?? []) == (table.shape.full ? dull.tf : []), "\(word)")
            #expect(reader.term(word).1.rows == dull.rows)
            #expect(reader.count(word).1 == UInt64(dull.rows.count))
            if !word.isEmpty { #expect(try table.db.matches("t", "\"\(word)\"") == dull.rows, "\(word)") }
            guard table.shape.full else { continue }
            let (_, places) = reader.places(word)
            let wanted = dull.rows.map { ($0, table.places(word, in: $0)) }
            #expect(places == [UInt32: [UInt64]](uniqueKeysWithValues: wanted))
        }
    }

    func comparePrefixes(_ table: RandomTable, _ reader: Reader, _ counts: [String: [UInt32: Int]]) throws {
        for prefix in ["w", "w1", "w10x1", "退", "退款", "a", "ab", "健", "none"] {
            let dull = RandomTable.postings(counts) { $0.utf8.starts(with: prefix.utf8) }
            let found = reader.prefix(prefix, tf: true)
            #expect(found.code == CPOSTINGS_OK, "\(reader.message)")
            #expect(found.postings.rows == dull.rows, "\(prefix)")
            #expect((found.postings.tf ?? []) == (table.shape.full ? dull.tf : []), "\(prefix)")
            #expect(!found.more)
            #expect(try table.db.matches("t", "\"\(prefix)\" *") == dull.rows, "\(prefix)")
            let terms = reader.terms(prefix)
            #expect(found.terms == UInt32(terms.rows.count))
            let order = terms.order.sorted { $0.lexicographicallyPrecedes($1) }
            #expect(order == terms.order)
            let few = reader.prefix(prefix, limit: 2, tf: true)
            let first = terms.order.prefix(2).map { String(decoding: $0, as: UTF8.self) }
            let least = RandomTable.postings(counts) { first.contains($0) }
            #expect(few.postings.rows == least.rows)
            #expect(few.more == (terms.order.count > 2) && few.terms == UInt32(min(2, terms.order.count)))
        }
        var vocabulary: [String: UInt64] = [:]
        try table.db.run("SELECT term, doc FROM vocabulary") {
            vocabulary[String(cString: sqlite3_column_text($0, 0))] = UInt64(sqlite3_column_int64($0, 1))
        }
        #expect(reader.terms("").rows == vocabulary)
        #expect(reader.terms("", limit: 3).order.count == min(3, vocabulary.count))
    }

    func comparePhrases(_ table: RandomTable, _ reader: Reader) throws {
        for _ in 0..<12 {
            let words = (0..<Int.random(in: 1...3, using: &table.random)).map { _ in
                RandomTable.words[Int.random(in: 0..<12, using: &table.random)]
            }
            let (code, postings) = reader.phrase(words)
            #expect(code == CPOSTINGS_OK)
            #expect(try table.db.matches("t", "\"\(words.joined(separator: " "))\"") == postings.rows, "\(words)")
            for (row, tf) in zip(postings.rows, postings.tf!) {
                let begins = Set(table.places(words[0], in: row)).filter { start in
                    words.indices.allSatisfy { table.places(words[$0], in: row).contains(start + UInt64($0)) }
                }
                #expect(begins.count == Int(tf))
            }
            comparePhrase(words, table, reader, postings.rows)
        }
    }

    /// The phrase among some of the rows in which it is, and others, and before a position of each.
    func comparePhrase(_ words: [String], _ table: RandomTable, _ reader: Reader, _ holding: [UInt32]) {
        let others = (0..<20).map { _ in UInt32.random(in: 0...table.top + 2, using: &table.random) }
        let rows = Set(holding.filter { _ in Bool.random(using: &table.random) } + others).sorted()
        let ends = rows.map { _ in UInt32.random(in: 0...12, using: &table.random) }
        var dull = Postings(rows: [], tf: [])
        for (row, end) in zip(rows, ends) where table.rows[row] != nil {
            let lists = words.map { Set(table.places($0, in: row)) }
            let begins = lists[0].filter { start in
                start < end && lists.indices.allSatisfy { lists[$0].contains(start + UInt64($0)) }
            }
            guard !begins.isEmpty else { continue }
            dull.rows.append(row)
            dull.tf?.append(UInt16(begins.count))
        }
        let (code, found) = reader.phrase(words, among: (rows, ends))
        #expect(code == CPOSTINGS_OK)
        #expect(found == dull, "\(words)")
    }

    @Test func seesManySegmentsAndTombstones() throws {
        // so that the test above is known to meet what it is about
        var most: Int32 = 0
        for shape in Shape.all {
            let db = try Database()
            let table = try RandomTable(db, shape)
            try table.live(40)
            let reader = Reader(db, "t", table.detail)
            most = max(most, cpostings_segment_count(reader.pointer))
        }
        #expect(most > 20)
    }

    @Test(arguments: [true, false]) func readsItsSnapshotWhileAnotherConnectionWrites(_ full: Bool) throws {
        let path = NSTemporaryDirectory() + "cpostings-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let writer = try Database(path), searcher = try Database(path)
        try writer.run("PRAGMA journal_mode = WAL")
        try writer.run("CREATE VIRTUAL TABLE t USING fts5(c, detail=\(full ? "full" : "none"))")
        for i in 1...500 { try writer.run("INSERT INTO t(rowid, c) VALUES(?, '退款 x')", [.int(Int64(i))]) }
        let reader = Reader(searcher, "t", full ? CPOSTINGS_FULL : CPOSTINGS_NONE)
        try searcher.run("BEGIN")
        #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_OK)
        try writer.run("BEGIN")
        try writer.run("DELETE FROM t WHERE rowid > 300")
        try writer.run("INSERT INTO t(t) VALUES('optimize')")
        #expect(reader.term("退款").1.rows == Array(1...500))
        try writer.run("COMMIT")
        #expect(reader.term("退款").1.rows == Array(1...500))
        try searcher.run("COMMIT")
        #expect(cpostings_refresh(reader.pointer) == CPOSTINGS_OK)
        #expect(reader.term("退款").1.rows == Array(1...300))
        // no statement of the reader holds the old snapshot: a checkpoint gets through
        let busy = try writer.ints("PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(busy == [0])
    }
}
