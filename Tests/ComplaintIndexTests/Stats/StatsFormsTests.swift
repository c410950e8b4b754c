import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex

@Suite struct StatsFormsTests {
    private func link(_ person: UInt32, _ relation: LinkRecord.Relation = .none) -> LinkRecord {
        var record = LinkRecord()
        (record.person, record.relation) = (person, relation)
        return record
    }

    @Test("the three forms add up")
    func forms() {
        var counter = FormsCounter()
        for record in [link(1), link(1, .duplicate), link(2, .copy), link(0), link(0, .duplicate), link(3)] {
            counter.count(record)
        }
        let forms = counter.result
        #expect(forms.complaints == 6)
        #expect(forms.people == 4)
        #expect(forms.anonymous == 1)
        #expect(forms.complaints == forms.distinct + forms.repeats + forms.copies)
    }

    @Test("a link comes back from its bytes")
    func bytes() {
        var record = LinkRecord()
        (record.cluster, record.person, record.origin, record.relation) = (7, 0xFFFF_FFFE, 3, .copy)
        var bytes = [UInt8](repeating: 0, count: LinkRecord.size)
        bytes.withUnsafeMutableBytes { record.write(to: $0) }
        #expect(bytes.withUnsafeBytes { LinkRecord(from: $0) } == record)
    }

    @Test("stats counts one person once in all and once for each value")
    func people() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stats-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(path: folder.appendingPathComponent("s.sqlite").path, access: .create)
        for (phone, district) in [
            ("13800001111", "洪山区"), ("13800001111", "武昌区"), ("13800001111", "洪山区"), ("13800002222", "洪山区"),
            (nil, "洪山区"),
        ] as [(String?, String)] {
            var complaint = Complaint(text: "退卡")
            (complaint.complainant.phone, complaint.district) = (phone, district)
            complaint.receivedAt = Timestamp(epochSeconds: 1_609_459_200)
            _ = try store.add(complaint, by: "test")
        }
        let answer = try store.stats(StatsRequest(by: [.district, .month]))
        #expect(answer.total == 5)
        #expect(answer.count.people == 3)
        #expect(answer.due.complaints == 5 && answer.due.people == 3)
        let districts = try #require(answer.tables[.district])
        #expect(districts.map(\.value) == ["洪山区", "武昌区"])
        #expect(districts.map(\.count) == [4, 1])
        #expect(districts.map(\.forms.people) == [3, 1])
        #expect(answer.tables[.month]?.map(\.value) == ["2021-01"])
    }
}
