import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex
@testable import DuplicateDetection

@Suite("Who else sent a text")
struct CrowdTests {
    private static let text = "我们是优健健身光谷店的会员，店家三月起停业，预付卡余额一直不退，店长徐六抢失联，要求退款"
    private static let names = ["王建国", "李秀英", "赵志强", "孙丽华", "周文博", "吴晓燕", "郑海涛"]

    private func complaint(_ name: String?, phone: Int?) -> Complaint {
        var complaint = Complaint(text: Self.text)
        complaint.merchant.name = "优健健身光谷店"
        complaint.complainant.name = name
        complaint.complainant.phone = phone.map { "160000\(10000 + $0)" }
        return complaint
    }

    /// What a complaint's judgements say of who else sent the text, by the complaints that came before.
    private func levels(_ earlier: [Complaint], then last: Complaint) throws -> [Int64: CrowdLevel] {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let store = try folder.store()
        for complaint in earlier { _ = try store.add(complaint, by: "test") }
        let finding = try #require(try store.add(last, by: "test").finding(DuplicateFinding.self))
        return Dictionary(uniqueKeysWithValues: finding.judgements.map { ($0.id, $0.comparison.crowd) })
    }

    @Test("people are counted, not complaints, and neither of the pair's")
    func people() throws {
        let once = [complaint(Self.names[0], phone: 0)]
        let last = complaint(nil, phone: nil)
        #expect(try levels(once, then: last) == [1: .nobody])
        let twice = once + once
        #expect(try levels(twice, then: last) == [1: .nobody, 2: .nobody])
        let two = once + [complaint(Self.names[1], phone: 1)]
        #expect(try levels(two, then: last) == [1: .one, 2: .one])
        #expect(try levels(two, then: complaint(Self.names[1], phone: 1)) == [1: .nobody, 2: .one])
    }

    @Test("more than four others are many")
    func many() throws {
        let crowd = Self.names.enumerated().map { complaint($0.element, phone: $0.offset) }
        let levels = try levels(crowd, then: complaint(nil, phone: nil))
        #expect(levels.count == crowd.count && levels.values.allSatisfy { $0 == .many })
    }

    @Test("who complains in other words is none of them")
    func otherWords() throws {
        var other = complaint(Self.names[0], phone: 0)
        other.text = "教练推销私教课，签了合同不给退，前台说概不负责，希望调解"
        let levels = try levels([other, complaint(Self.names[1], phone: 1)], then: complaint(nil, phone: nil))
        #expect(levels == [1: .unknown, 2: .nobody])
    }

    @Test("one more of a text that many sent, by nobody known, is a copy; of one that one sent, a repeat")
    func verdicts() throws {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let store = try folder.store()
        func verdict(_ complaint: Complaint) throws -> Verdict? {
            try store.add(complaint, by: "test").finding(DuplicateFinding.self)?.verdict
        }
        #expect(try verdict(complaint(Self.names[0], phone: 0)) == .new)
        #expect(try verdict(complaint(nil, phone: nil)) == .duplicate)
        for place in 1..<Self.names.count {
            #expect(try verdict(complaint(Self.names[place], phone: place)) == .copy)
        }
        #expect(try verdict(complaint(nil, phone: nil)) == .copy)
    }

    @Test("a pair is judged later as it was at intake")
    func pairs() throws {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let store = try folder.store()
        var findings: [DuplicateFinding] = []
        for place in 0..<Self.names.count {
            let added = try store.add(complaint(Self.names[place], phone: place), by: "test")
            findings.append(try #require(added.finding(DuplicateFinding.self)))
        }
        let engine = try DuplicateEngine(store)
        try store.read { db in
            let finder = try DuplicateFinder(db, engine)
            for (place, finding) in findings.enumerated() {
                for judgement in finding.judgements {
                    let again = try finder.judgement(of: Int64(place + 1), to: judgement.id)
                    #expect(again?.comparison == judgement.comparison)
                }
            }
        }
    }
}
