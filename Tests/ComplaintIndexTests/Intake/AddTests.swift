import ComplaintModel
import GRDB
import Testing

import struct ComplaintModel.RecordError

@testable import ComplaintIndex

@Suite("Storing one complaint")
struct AddTests {
    private let full = """
        {"number":"WH1","kind":"report","channel":"web","received_at":"2021-01-04T13:05:00+08:00",\
        "complainant":{"name":"王某","phone":"13800001234","id_number":null,"age":30},\
        "merchant":{"name":"优健健身光谷店","address":"珞喻路1号","uscc":null,"platform":"美团","phone":"027-87654321"},\
        "category":"预付卡","district":"洪山区","text":"办卡后跑路","demand":"退还余额2800元","amount":2800.00,\
        "order_number":"YJ20201201-88","occurred_on":"2020-12-30","evidence":["invoice-1.jpg"],"tags":["急"],\
        "source_system":{"id":7,"queue":["a"]}}
        """

    @Test("every field of the contract, and fields we don't know, are given back")
    func everyField() throws {
        let index = try TestIndex()
        let id = try index.add(full).id
        let stored = try #require(try index.store.complaint(id: id))
        #expect(stored.complaint == (try TestIndex.complaint(full)))
        #expect(stored.version == 1 && stored.isIndexed)
        #expect(try index.store.complaint(number: "WH1")?.id == id)
    }

    @Test("ids are gapless from 1, whatever was refused between")
    func gapless() throws {
        let index = try TestIndex(["甲", "乙"])
        try index.add(full)
        #expect(throws: RecordError.self) { try index.add(full.replacing("跑路", with: "关门")) }
        #expect(try index.add(#"{"text":"丙"}"#) == .added(id: 4))
    }

    @Test("the same number with the same content changes nothing, handling fields apart")
    func sameNumber() throws {
        let index = try TestIndex()
        let id = try index.add(full).id
        #expect(try index.add(full) == .unchanged(id: id))
        let handled = full.replacing(#""category":"预付卡""#, with: #""category":"健身","status":"closed""#)
        #expect(try index.add(handled) == .unchanged(id: id))
        #expect(try index.store.complaint(id: id)?.complaint.category == "预付卡")
        #expect(try index.store.history(id: id).isEmpty)
        #expect(try index.number("SELECT count(*) FROM complaints") == 1)
    }

    @Test("other content under a known number is an error that names the field and the way out")
    func otherContent() throws {
        let index = try TestIndex()
        try index.add(full)
        let error = #expect(throws: RecordError.self) { try index.add(full.replacing("跑路", with: "关门")) }
        #expect(error?.field == "number" && error?.rule == "number-exists")
        #expect(error?.detail.contains("update") == true)
        #expect(try index.strict("关门").isEmpty)
    }

    @Test("an update takes the stored one's place, in row, index and history")
    func update() throws {
        let index = try TestIndex()
        let id = try index.add(full).id
        let other = full.replacing("跑路", with: "关门歇业").replacing("洪山区", with: "武昌区")
        #expect(try index.add(other, update: true) == .updated(id: id))
        #expect(try index.strict("跑路").isEmpty)
        #expect(try index.strict("歇业") == [id])
        #expect(try index.strict("district:武昌区") == [id])
        #expect(try index.strict("district:洪山区").isEmpty)
        let history = try index.store.history(id: id)
        #expect(history.map(\.field) == ["district", "text"])
        #expect(history.allSatisfy { $0.version == 2 && $0.changedBy == "test" })
        #expect(history.last?.old == "办卡后跑路" && history.last?.new == "办卡后关门歇业")
        #expect(try index.store.verify().problems == [])
    }

    @Test("without a number a complaint is always a new one")
    func noNumber() throws {
        let index = try TestIndex(["退款", "退款"])
        #expect(try index.strict("退款") == [1, 2])
    }

    @Test("handling fields change with history, and only what differs is a change")
    func set() throws {
        let index = try TestIndex()
        let id = try index.add(full).id
        func set(_ field: String, _ value: String) throws -> StoredComplaint? {
            try index.store.set(id: id, [HandlingField.change(named: field, to: value)], by: "李")
        }
        #expect(try set("status", "accepted")?.version == 2)
        #expect(try set("status", "accepted")?.version == 2)
        #expect(try set("tags", "急,群体")?.complaint.tags == ["急", "群体"])
        #expect(try index.strict("群体") == [id])
        #expect(try index.strict("status:accepted") == [id])
        #expect(try set("tags", "")?.complaint.tags == [])
        #expect(try index.strict("群体").isEmpty)
        let history = try index.store.history(id: id)
        #expect(history.map(\.field) == ["status", "tags", "tags"] && history.allSatisfy { $0.changedBy == "李" })
        #expect(history.first?.old == "received" && history.first?.new == "accepted")
        #expect(try index.store.verify().problems == [])
        #expect(try index.store.set(id: 99, [HandlingField.change(named: "status", to: "closed")], by: "李") == nil)
    }

    @Test("what is acknowledged is on disk: WAL, synchronous = FULL on the connection that writes")
    func durable() throws {
        let index = try TestIndex()
        let modes = try index.store.pool.writeWithoutTransaction { db in
            (try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous"))
        }
        #expect(modes.0 == "wal" && modes.1 == 2)
    }

    @Test("rows without a number are known again through their own index, not by a walk over all of them")
    func queryPlans() throws {
        let index = try TestIndex()
        try index.store.pool.read { db in
            for (sql, arguments) in [(ComplaintIndex.SQL.knownContent, [0, 0]), (ComplaintIndex.SQL.nextOrdinal, [0])] {
                let plan = try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN " + sql.text, arguments: StatementArguments(arguments))
                let detail = plan.map { "\($0["detail"] as String? ?? "")" }.joined()
                #expect(detail.contains("complaints_content (content_hash=?"), "\(sql.rawValue): \(detail)")
            }
        }
    }

    @Test("a code list may outgrow its numbers: the values past them are told apart by their text")
    func overflow() throws {
        let index = try TestIndex()
        // As many codes as there can be, so that the next value has no number of its own.
        try index.store.pool.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 65533)
                    INSERT INTO codes (list, code, value) SELECT 'category', i, 'c' || i FROM n
                    """)
        }
        try index.add(#"{"text":"甲","category":"新的"}"#)
        try index.add(#"{"text":"乙","category":"另一个"}"#)
        try index.add(#"{"text":"丙","category":"新的/下级"}"#)
        try index.add(#"{"text":"丁","category":"c7"}"#)
        #expect(try index.strict("category:新的") == [1, 3])
        #expect(try index.strict("category:另一个") == [2])
        #expect(try index.strict("-category:新的") == [2, 4])
        #expect(try index.strict("category:c7") == [4])
        #expect(try index.store.verify().problems == [])
    }
}
