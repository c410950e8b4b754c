import ComplaintIndex
import ComplaintModel
import Foundation
import MerchantClusters
import Testing

@testable import BinganService

@Suite("Alerts of a database")
struct AlertServiceTests {
    /// A year of quiet intake with a gym that closes at its end, in a database of its own.
    private func withService(_ body: (BinganService, String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-alerts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.sqlite").path
        let service = try BinganService(path: path, access: .create)
        for day in stride(from: 0, to: 360, by: 2) {
            try add("武汉第\(day % 30)便利店有限公司", day: day, phone: 13_900_000_000 + day, service)
        }
        for person in 0..<5 { try add(Self.gym, day: 355 + person, phone: 13_800_000_000 + person, service) }
        try body(service, path)
        try service.store.close()
    }

    private static let gym = "武汉腾跃健身服务有限公司"
    private static let first: Int64 = 1_577_836_800

    private func add(_ merchant: String, day: Int, phone: Int, _ service: BinganService) throws {
        var complaint = Complaint(text: "在\(merchant)的消费第\(day)天没有解决，\(phone % 997)。")
        complaint.merchant.name = merchant
        complaint.complainant.phone = "\(phone)"
        complaint.receivedAt = Timestamp(epochSeconds: Self.first + Int64(day) * 86_400)
        _ = try service.store.add(complaint, by: "test")
    }

    @Test("what an import leaves is what is worked out, and is worked out anew once a complaint arrives")
    func stored() throws {
        try withService { service, path in
            let computed = try service.alerts(AlertParameters())
            #expect(computed.alerts.map(\.merchantName) == [Self.gym])
            try service.refreshAlerts()
            let reader = try BinganService(path: path, access: .read)
            let stored = try reader.alerts(AlertParameters())
            #expect(
                stored.alerts == computed.alerts && stored.asOf == computed.asOf && stored.series == computed.series)

            try add(Self.gym, day: 359, phone: 13_800_000_777, service)
            #expect(try reader.alerts(AlertParameters()).alerts.first?.people == 6)
            try reader.store.close()
        }
    }

    @Test("a question is no complaint, and an undated complaint has no day to count on")
    func leftOut() throws {
        try withService { service, _ in
            let before = try #require(try service.alerts(AlertParameters()).alerts.first)
            var question = Complaint(text: "请问这家健身房是不是关门了？")
            question.kind = .consultation
            question.merchant.name = Self.gym
            question.receivedAt = Timestamp(epochSeconds: Self.first + 359 * 86_400)
            _ = try service.store.add(question, by: "test")
            var undated = Complaint(text: "健身房关门，要求退费。")
            undated.merchant.name = Self.gym
            _ = try service.store.add(undated, by: "test")
            let list = try service.alerts(AlertParameters())
            #expect(list.alerts.first?.people == before.people)
            #expect(list.notes.contains { $0.code == "undated" })
        }
    }

    @Test("what is done about an alert is kept with who and why; what makes no sense is refused")
    func actions() throws {
        try withService { service, _ in
            let id = try #require(try service.alerts(AlertParameters()).alerts.first?.id)
            let changed = try service.assignAlert(id: id, to: "洪山区局", reason: "现场检查", by: "li")
            #expect(changed.handling.state == .assigned && changed.handling.last?.by == "li")
            #expect(try service.alert(id: id)?.actions.count == 1)
            #expect(throws: Failure.self) { try service.acknowledgeAlert(id: "m99999", reason: nil, by: "li") }
            #expect(throws: Failure.self) { try service.muteAlert(id: id, until: "2019-01-01", reason: nil, by: "li") }
            #expect(throws: Failure.self) { try service.assignAlert(id: id, to: "", reason: nil, by: "li") }
        }
    }
}
