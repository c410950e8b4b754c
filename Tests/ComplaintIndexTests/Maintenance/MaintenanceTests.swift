import ComplaintModel
import Foundation
import GRDB
import Testing
import TextAnalysis

@testable import ComplaintIndex

@Suite("Verify, reindex, backup, restore")
struct MaintenanceTests {
    private let texts = ["健身房跑路", "口罩涨价", "網購退貨"]

    @Test(
        "verify finds a row that the index lacks, one it has too many and a changed text; reindex mends each",
        arguments: [
            "INSERT INTO words (words, rowid, body) VALUES ('delete', 1, '健身房跑路' || char(30, 30, 30))",
            "INSERT INTO bigrams (bigrams, rowid, body) VALUES ('delete', 2, '口罩涨价' || char(30, 30, 30))",
            "UPDATE complaints SET text = '别的内容' WHERE id = 2",
            "UPDATE complaints SET status = 4 WHERE id = 3",
            "DELETE FROM column_blocks",
            "INSERT INTO words (rowid, body) VALUES (77, '多出来的')",
        ])
    func drift(sql: String) throws {
        let index = try TestIndex(texts)
        #expect(try index.store.verify() == VerifyReport(problems: [], checkedRows: 3))
        try index.store.pool.write { try $0.execute(sql: sql) }
        let report = try index.store.verify()
        #expect(!report.problems.isEmpty && report.problems.contains { $0.contains("bingan reindex") }, "\(report)")
        #expect(try index.store.reindex { _, _ in } == 3)
        #expect(try index.store.verify() == VerifyReport(problems: [], checkedRows: 3))
    }

    @Test("reindex changes no answer")
    func reindex() throws {
        let index = try TestIndex((0..<300).map { "第\($0)号：健身房押金\($0 % 7 == 0 ? "不退" : "退了")" })
        let request = SearchRequest(query: "押金 不退", limit: 50, facets: [.status])
        let before = try index.store.search(request)
        var steps = 0
        #expect(try index.store.reindex { _, _ in steps += 1 } == 300)
        let after = try index.store.search(request)
        #expect(steps > 0 && before.hits.map(\.id) == after.hits.map(\.id))
        #expect(before.hits.map(\.score) == after.hits.map(\.score) && before.total == after.total)
        #expect(try index.add(#"{"text":"之后又来一条押金不退"}"#) == .added(id: 301))
        #expect(try index.store.verify().problems == [])
    }

    @Test("under another analyzer searches go on with a warning, intake stores, and reindex takes in what waited")
    func mismatch() throws {
        let index = try TestIndex(["在喵呜侠买的猫粮变质", "健身房跑路"])
        try index.store.close()
        _ = try index.folder.file("index.sqlite.words", "喵呜侠\n")
        let store = try Store(path: index.folder.path("index.sqlite"), access: .create)
        #expect(!store.isCurrent && store.warnings.contains { $0.contains("bingan reindex") })
        let answer = try store.search(SearchRequest(query: "喵呜侠"))
        #expect(answer.hits.map(\.id) == [1] && answer.notes.map(\.code).contains("index-outdated"))
        #expect(try store.add(Complaint(text: "喵呜侠又来一条"), by: "test").result == .added(id: 3))
        #expect(try store.complaint(id: 3)?.isIndexed == false)
        _ = try store.set(id: 1, [HandlingField.change(named: "tags", to: "宠物")], by: "test")
        #expect(try store.matchingIDs(query: "跑路", limit: 10) == [2])
        let problems = try store.verify().problems
        #expect(problems.contains { $0.contains("1 rows are stored but not yet indexed") })
        #expect(try store.reindex { _, _ in } == 3)
        #expect(store.isCurrent && store.warnings.isEmpty)
        #expect(try store.matchingIDs(query: "喵呜侠", limit: 10) == [1, 3])
        #expect(try store.matchingIDs(query: "宠物", limit: 10) == [1])
        #expect(try store.verify() == VerifyReport(problems: [], checkedRows: 3))
        try store.close()
    }

    @Test("a new dictionary word does not break the marks of rows that were indexed before it")
    func newWordAndMarks() throws {
        let index = try TestIndex(["在喵呜侠买的，喵呜，侠"])
        try index.store.close()
        _ = try index.folder.file("index.sqlite.words", "喵呜侠\n呜侠买\n")
        let store = try Store(path: index.folder.path("index.sqlite"), access: .read)
        let hit = try #require(try store.search(SearchRequest(query: "喵呜侠")).hits.first)
        #expect(hit.highlights == [1..<4, 7..<11])
        try store.close()
    }

    @Test("a backup taken while rows arrive opens, and restoring it brings its rows back and keeps what stood there")
    func backupAndRestore() throws {
        let index = try TestIndex(texts)
        let copy = index.folder.path("copy.sqlite")
        try index.store.backup(to: copy) { _, _ in }
        #expect(throws: StoreError.self) { try index.store.backup(to: copy) { _, _ in } }
        try index.add(#"{"text":"备份之后"}"#)
        try index.store.close()
        let path = index.folder.path("index.sqlite")
        try Store.restore(from: copy, to: path)
        let store = try Store(path: path, access: .create)
        #expect(try store.matchingIDs(query: "", limit: 10) == [1, 2, 3])
        #expect(try store.verify().problems == [])
        #expect(try store.add(Complaint(text: "恢复之后"), by: "test").result == .added(id: 4))
        try store.close()
        let kept = try Store(path: path + ".before-restore", access: .read)
        #expect(try kept.matchingIDs(query: "备份之后", limit: 10) == [4])
        try kept.close()
    }

    @Test("what is no backup of ours is refused, and the database stays as it was")
    func foreignBackup() throws {
        let index = try TestIndex(texts)
        try index.store.close()
        let path = index.folder.path("index.sqlite")
        let other = index.folder.path("other.sqlite")
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        let text = try index.folder.file("text.sqlite", "not a database")
        let cut = index.folder.path("cut.sqlite")
        try Data(contentsOf: URL(fileURLWithPath: path)).prefix(9000).write(to: URL(fileURLWithPath: cut))
        let trigger = index.folder.path("trigger.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: trigger)
        try DatabaseQueue(path: trigger).write {
            try $0.execute(sql: "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM complaints; END")
        }
        for backup in [other, text, cut, trigger, index.folder.url.path, index.folder.path("none")] {
            #expect(throws: StoreError.self, "\(backup)") { try Store.restore(from: backup, to: path) }
        }
        let store = try Store(path: path, access: .read)
        #expect(try store.matchingIDs(query: "", limit: 10) == [1, 2, 3])
        try store.close()
    }

    @Test("files that are no index, or a newer one, are refused by name and left alone")
    func noIndex() throws {
        let folder = try Folder()
        let text = try folder.file("a.sqlite", String(repeating: "not a database ", count: 100))
        let other = folder.path("b.sqlite")
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        for path in [text, other, folder.url.path] {
            let before = try? Data(contentsOf: URL(fileURLWithPath: path))
            #expect(throws: StoreError.self, "\(path)") { try Store(path: path, access: .create) }
            #expect((try? Data(contentsOf: URL(fileURLWithPath: path))) == before)
        }
        #expect(throws: StoreError.self) { try Store(path: folder.path("none.sqlite"), access: .read) }
        let newer = folder.path("newer.sqlite")
        try Store(path: newer, access: .create).close()
        try DatabaseQueue(path: newer).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-from-the-future')")
        }
        let error = #expect(throws: StoreError.self) { try Store(path: newer, access: .create) }
        #expect("\(try #require(error))".contains("newer Bingan"))
    }

    @Test("an index of before its last indexes is read as it is, and gets them from who writes")
    func withoutLastIndexes() throws {
        let folder = try Folder()
        let path = folder.path("a.sqlite")
        let first = try Store(path: path, access: .create)
        var complaint = Complaint(text: "健身房不退款")
        complaint.receivedAt = Timestamp(epochSeconds: 1_609_459_200)
        _ = try first.add(complaint, by: "test")
        try first.close()
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(sql: "DROP INDEX complaints_waiting; DROP INDEX complaints_recovered")
            try $0.execute(sql: "CREATE INDEX duplicate_pairs_other ON duplicate_pairs (other_id)")
            try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier >= '0011'")
        }
        try queue.close()
        let reader = try Store(path: path, access: .read)
        #expect(try reader.matchingIDs(query: "健身房", limit: 10) == [1])
        #expect(try reader.stats(StatsRequest()).due.complaints == 1)
        try reader.close()
        let writer = try Store(path: path, access: .create)
        let found = try writer.read { try $0.indexes(on: "complaints").map(\.name) }
        #expect(found.contains("complaints_waiting") && found.contains("complaints_recovered"))
        try writer.close()
    }

    @Test("a database of the first released schema opens, is searched, and takes new rows")
    func releasedSchema() throws {
        let folder = try Folder()
        let path = folder.path("old.sqlite")
        try ReleasedDatabase.make(at: path)
        let store = try Store(path: path, access: .create)
        // It was cut by the analyzer of its day: rows wait until it is built anew.
        #expect(try store.reindex { _, _ in } == 2)
        #expect(try store.matchingIDs(query: "健身房", limit: 10) == [1])
        #expect(try store.complaint(number: "WH-1")?.complaint.amount?.cents == 280_000)
        #expect(try store.add(Complaint(text: "新的一条"), by: "test").result == .added(id: 3))
        #expect(try store.verify().problems == [])
        try store.close()
    }
}

/// A database as the first release wrote it: the migrations 0001 and 0002, which never change, and rows put in by hand.
enum ReleasedDatabase {
    static func make(at path: String) throws {
        let queue = try DatabaseQueue(path: path)
        let analyzer = try Analyzer()
        queue.writeWithoutTransaction { db in
            TokenizerRegistry.shared.register(db, analyzer)
            db.add(tokenizer: WordsTokenizer.self)
            db.add(tokenizer: BigramsTokenizer.self)
        }
        var migrator = DatabaseMigrator()
        for name in ["0001-complaints", "0002-full-text"] {
            let text = try IndexFile.named("migrations/\(name).sql").text
            migrator.registerMigration(name) { db in try db.execute(sql: text) }
        }
        try migrator.migrate(queue)
        try queue.write { db in
            try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)")
            let meta = ["icu": "70.1", "analyzer": "1", "dictionaries": "0011223344556677", "person_key": "00ff"]
            for (key, value) in meta { try Schema.setMeta(key, to: value, db) }
            for (id, number, text) in [(1, "WH-1", "健身房跑路"), (2, nil, "口罩涨价")] as [(Int, String?, String)] {
                try db.execute(
                    sql: """
                        INSERT INTO complaints (id, number, kind, channel, text, amount, evidence, tags, status, extra, loaded_at,
                            version, indexed, content_hash, ordinal) VALUES (?, ?, 0, 0, ?, 280000, '[]', '', 0, '{}', 1600000000,
                            1, 1, x'00', ?)
                        """, arguments: [id, number, text, id])
            }
        }
        try queue.write { try $0.execute(sql: "UPDATE counters SET last = 2 WHERE name = 'complaint'") }
        try queue.close()
    }
}
