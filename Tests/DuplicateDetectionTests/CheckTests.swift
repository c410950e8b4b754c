import ComplaintModel
import Foundation
import GRDB
import Testing

@testable import ComplaintIndex
@testable import DuplicateDetection

@Suite struct CheckTests {
    private static let texts = [
        "优健健身光谷店突然关门，预付卡余额2800元不退，店长徐六抢拉黑了我",
        "网购的洗衣机漏水，商家不肯退换，客服一直敷衍",
        "超市买的牛奶过期三天，喝了拉肚子，要求赔偿医药费",
    ]

    private func index() throws -> (Folder, Store) {
        let folder = try Folder()
        let store = try folder.store()
        for (place, text) in Self.texts.enumerated() {
            var complaint = Complaint(text: text)
            complaint.number = "N\(place)"
            complaint.complainant = Complainant(name: "王小明", phone: "1600000123\(place)", idNumber: nil)
            complaint.amount = Amount(cents: Int64(281_300 + place))
            _ = try store.add(complaint, by: "test")
        }
        return (folder, store)
    }

    private func part(_ change: (inout Complaint) -> Void) -> Complaint {
        var complaint = Complaint(text: "")
        change(&complaint)
        return complaint
    }

    @Test("a phone alone, a sum alone and the first characters alone find the complaint")
    func parts() throws {
        let (folder, store) = try index()
        defer { withExtendedLifetime(folder) {} }
        let checker = try DuplicateChecker(store)
        let parts = [
            part { $0.complainant.phone = "16000001231" }, part { $0.amount = Amount(cents: 281_301) },
            part { $0.text = "網購的洗衣機漏水" },
        ]
        for part in parts {
            let answer = try checker.checkPart(part, masks: true) { _, _ in nil }
            #expect(answer.matches.first?.id == 2)
        }
        #expect(try checker.checkPart(part { _ in }, masks: true) { _, _ in nil }.matches.isEmpty)
    }

    @Test("typing on never moves the original from the first place once only it holds the words")
    func calm() throws {
        let (folder, store) = try index()
        defer { withExtendedLifetime(folder) {} }
        let checker = try DuplicateChecker(store)
        let text = Array(Self.texts[0])
        for count in 3...text.count {
            let typed = part { $0.text = String(text.prefix(count)) }
            #expect(try checker.checkPart(typed, masks: true) { _, _ in nil }.matches.first?.id == 1)
        }
    }

    @Test("of complaints that hold what is typed, the one that begins so stands first, whatever came later")
    func opening() throws {
        let (folder, store) = try index()
        defer { withExtendedLifetime(folder) {} }
        let text = Self.texts[0]
        for place in 0..<8 {
            _ = try store.add(Complaint(text: "第\(place)次来电，市民反映：" + text), by: "test")
        }
        let answer = try DuplicateChecker(store).checkPart(
            part { $0.text = String(text.prefix(12)) }, masks: true
        ) { _, _ in nil }
        #expect(answer.matches.first?.id == 1 && answer.matches.count > 1)
    }

    @Test("evidence adds up to the score, and passages are equal in both texts after folding")
    func evidence() throws {
        let (folder, store) = try index()
        defer { withExtendedLifetime(folder) {} }
        let text = "市民来电反映：優健健身光谷店突然關門，預付卡餘額2800元不退"
        var complaint = Complaint(text: text)
        complaint.complainant.phone = "16000001230"
        let answer = try DuplicateChecker(store).check(complaint, masks: true) { _, _ in nil }
        let match = try #require(answer.matches.first)
        #expect(match.id == 1)
        #expect(abs(match.evidence.reduce(0) { $0 + $1.weight } - match.score) < 1e-4)
        let passages = match.evidence.flatMap(\.passages)
        #expect(!passages.isEmpty)
        let (this, other) = (Array(text.unicodeScalars), Array(Self.texts[0].unicodeScalars))
        for passage in passages {
            let pieces = try [this[passage.this], other[passage.other]].map { piece in
                try store.analyzer.analyze(String(String.UnicodeScalarView(piece)), .squeeze).squeezed
            }
            #expect(pieces[0] == pieces[1])
        }
        #expect(!match.evidence.contains { $0.detail.contains("16000001230") })
    }

    @Test("keys of before they had a sign are found by who reads, and brought over by who writes")
    func unsignedKeys() throws {
        let (folder, store) = try index()
        try store.close()
        let path = folder.path + "/index.sqlite"
        let queue = try DatabaseQueue(path: path)
        let counts = "SELECT count(*), sum(key > 2147483647), sum(key < 0) FROM duplicate_keys"
        let old = try queue.write { db in
            try db.execute(sql: "UPDATE duplicate_keys SET key = key + 4294967296 WHERE key < 0")
            try db.execute(sql: "CREATE INDEX duplicate_pairs_other ON duplicate_pairs (other_id)")
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier >= '0012'")
            return try #require(try Row.fetchOne(db, sql: counts))
        }
        try queue.close()
        #expect(try #require(old[1] as Int?) > 0)
        let complaint = Complaint(text: Self.texts[0])
        for access in [Store.Access.read, .create] {
            let store = try Store(path: path, access: access, stages: [DuplicateStage()])
            let answer = try DuplicateChecker(store).check(complaint, masks: true) { _, _ in nil }
            #expect(answer.matches.first?.id == 1 && answer.verdict != .new)
            try store.close()
        }
        let again = try folder.store()
        let new = try #require(try again.read { db in try Row.fetchOne(db, sql: counts) })
        #expect(new[0] as Int? == old[0] && new[1] == 0 && new[2] as Int? == old[1])
        try again.close()
    }

    @Test("what is erased leaves no key, verdict, pair or decision, and what repeated it is new")
    func erased() throws {
        let folder = try Folder()
        let store = try folder.store()
        for number in 1...2 {
            var complaint = Complaint(text: Self.texts[0])
            complaint.number = "N\(number)"
            complaint.complainant.phone = "16000001234"
            _ = try store.add(complaint, by: "test")
        }
        _ = try DecisionBook(store).decide(1, 2, as: .duplicate, reason: nil, by: "test")
        let stored = try #require(try store.complaint(id: 1))
        try store.write { db in
            let session = try DuplicateStage().session(db)
            try session.erased(stored)
            try session.finish()
        }
        let left = try store.read { db in
            try ["duplicate_keys WHERE id = 1", "verdicts WHERE complaint_id = 1", "duplicate_pairs", "reviews"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? -1
            }
        }
        #expect(left == [0, 0, 0, 0])
        let verdict = try store.read { db in try Row.fetchOne(db, sql: "SELECT verdict, of_id, root FROM verdicts") }
        #expect(verdict?[0] == 0 && verdict?[1] as Int64? == nil && verdict?[2] == 2)
    }

    @Test("another content under a known number takes the place of its keys")
    func updated() throws {
        let (folder, store) = try index()
        defer { withExtendedLifetime(folder) {} }
        var complaint = Complaint(text: "驾校乱收补考费，教练失联")
        complaint.number = "N0"
        let before = try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM duplicate_keys") }
        _ = try store.add(complaint, update: true, by: "test")
        let after = try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM duplicate_keys") }
        #expect(before != nil && after != before)
        let repeated = try DuplicateChecker(store).check(
            Complaint(text: Self.texts[0]), masks: true
        ) { _, _ in nil }
        #expect(!repeated.matches.contains { $0.id == 1 })
    }

    @Test("a comparison has one feature of each group, and every feature a name of its own")
    func features() {
        let active = Features.active(Comparison())
        #expect(active.count == Features.groups.count && Set(active).count == active.count)
        #expect(Set(Features.names).count == Features.names.count)
        for (place, group) in zip(active, Features.groups.indices) {
            let range = Features.bases[group]..<(Features.bases[group] + Features.groups[group].names.count)
            #expect(range.contains(place))
        }
    }
}
