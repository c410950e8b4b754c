import ComplaintModel
import Foundation
import GRDB
import Testing

@testable import ComplaintIndex
@testable import DuplicateDetection

@Suite struct DecisionTests {
    private static let text = "优健健身光谷店突然关门，预付卡余额2800元不退，店长徐六抢拉黑了我"

    /// Three complaints of one person about one matter.
    private func three() throws -> (Folder, Store) {
        let folder = try Folder()
        let store = try folder.store()
        for number in 1...3 { _ = try store.add(Self.complaint(number), by: "test") }
        return (folder, store)
    }

    private static func complaint(_ number: Int) -> Complaint {
        var complaint = Complaint(text: text)
        complaint.number = "N\(number)"
        complaint.complainant = Complainant(name: "王小明", phone: "16000001234", idNumber: nil)
        complaint.merchant.name = "武汉优健健身服务有限公司"
        return complaint
    }

    private func verdict(_ id: Int64, _ store: Store) throws -> DuplicateAnswer {
        try #require(try DuplicateChecker(store).verdict(of: id, masks: true))
    }

    @Test("a decision binds, and its undoing gives the verdict back")
    func binds() throws {
        let (folder, store) = try three()
        defer { withExtendedLifetime(folder) {} }
        #expect(try verdict(2, store).verdict == .duplicate)
        let book = try DecisionBook(store)
        let decision = try book.decide(1, 2, as: .new, reason: "另一张卡", by: "test")
        #expect(decision.complaintID == 2 && decision.otherID == 1)
        #expect(try verdict(2, store).verdict == .new)
        _ = try book.undo(decision.id, by: "test")
        #expect(try verdict(2, store).verdict == .duplicate)
        #expect(try book.decisions(of: 2).first?.endedBy == "test")
    }

    @Test("decisions survive a run over the whole index")
    func survives() throws {
        let (folder, store) = try three()
        defer { withExtendedLifetime(folder) {} }
        _ = try DecisionBook(store).decide(3, 1, as: .related, reason: nil, by: "test")
        _ = try DecisionBook(store).decide(3, 2, as: .related, reason: nil, by: "test")
        let done = try Deduplicator(store).run(all: true) { _ in }
        #expect(done.checked == 3)
        let answer = try verdict(3, store)
        #expect(answer.verdict == .related && answer.isDecided && answer.probability == 1)
    }

    @Test("a decision that others in force contradict is refused, directly or by a chain")
    func contradiction() throws {
        let (folder, store) = try three()
        defer { withExtendedLifetime(folder) {} }
        let book = try DecisionBook(store)
        _ = try book.decide(2, 1, as: .duplicate, reason: nil, by: "test")
        let link = try book.decide(3, 2, as: .duplicate, reason: nil, by: "test")
        #expect(throws: DecisionError.self) { try book.decide(3, 1, as: .new, reason: nil, by: "test") }
        _ = try book.undo(link.id, by: "test")
        let parted = try book.decide(3, 1, as: .new, reason: nil, by: "test")
        #expect(throws: DecisionError.contradiction(with: parted)) {
            try book.decide(3, 2, as: .duplicate, reason: nil, by: "test")
        }
        #expect(throws: DecisionError.samePair) { try book.decide(1, 1, as: .duplicate, reason: nil, by: "test") }
        #expect(throws: DecisionError.noComplaint(9)) { try book.decide(9, 1, as: .copy, reason: nil, by: "test") }
    }

    @Test("of one pair the later decision counts")
    func later() throws {
        let (folder, store) = try three()
        defer { withExtendedLifetime(folder) {} }
        let book = try DecisionBook(store)
        _ = try book.decide(2, 1, as: .new, reason: nil, by: "a")
        _ = try book.decide(2, 1, as: .duplicate, reason: nil, by: "b")
        #expect(try verdict(2, store).isDecided)
        #expect(try book.decisions(of: 2).map(\.endedBy) == [nil, "b"])
        let evaluation = try Evaluation(store)
        #expect(evaluation.pairs == 1 && evaluation.figures.first { $0.verdict == .duplicate }?.right == 1)
    }

    @Test("a run over an index stored without checks gives the verdicts of intake, chains included")
    func dedupe() throws {
        let (checked, unchecked) = (try Folder(), try Folder())
        let (one, two) = (try checked.store(), try unchecked.store())
        for number in 1...5 {
            var complaint = Self.complaint(number)
            if number == 4 { complaint.complainant = Complainant(name: "李大", phone: "16000009999", idNumber: nil) }
            if number == 5 { complaint = Complaint(text: "超市买的牛奶过期三天，要求赔偿") }
            _ = try one.add(complaint, by: "test")
            _ = try two.add(complaint, checks: false, by: "test")
        }
        #expect(try DuplicateChecker(two).verdict(of: 2, masks: true) == nil)
        #expect(try Deduplicator(two).run(all: false) { _ in }.checked == 5)
        let rows = try [one, two].map { store in
            try store.read { db in
                try String.fetchAll(
                    db,
                    sql: "SELECT complaint_id || ' ' || verdict || ' ' || coalesce(of_id, 0) || ' ' || root || ' ' || "
                        + "repeat_root || ' ' || probability FROM verdicts ORDER BY 1")
            }
        }
        #expect(rows[0] == rows[1] && rows[0].count == 5)
        #expect(try Deduplicator(two).run(all: false) { _ in }.checked == 0)
    }
}
