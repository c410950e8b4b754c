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
            let text = Self.goods[day / 2 % 9] + Self.faults[day / 18 % 7] + Self.ends[day / 126 % 3]
            try add("武汉第\(day % 30)便利店有限公司", text, day: day, phone: 13_900_000_000 + day, service)
        }
        for person in 0..<5 {
            try add(Self.gym, Self.gymTexts[person], day: 355 + person, phone: 13_800_000_000 + person, service)
        }
        try body(service, path)
        try service.store.close()
    }

    private static let goods = ["牛奶", "面包", "速冻水饺", "雨伞", "充电宝", "洗发水", "方便面", "啤酒", "卤鸡爪"]
    private static let faults = [
        "过期三天还摆在货架上卖", "标价和收银台收的钱不一样", "打开以后里面发霉", "没有生产日期也没有厂名", "买回来当晚就坏了，找过去不认", "店员多扫了一遍，小票上有两笔",
        "说是赠品却另外收费",
    ]
    private static let ends = ["，要求按规定十倍赔偿。", "，店长态度很差，请工商上门检查。", "，我留着小票和照片，希望退钱道歉。"]
    private static let gymTexts = [
        "早上去锻炼发现大门贴了停业通知，前台空无一人，年卡还剩九个月。", "教练昨天被通知解散，我刚买的三十节私教课一节没上，钱打了水漂。",
        "器械半夜被货车拉走，物业说老板欠租半年，会员群里两百多人。", "上周还在搞充值送课活动，收了我四千八，现在电话是空号。", "泳池一直说维修，今天整栋楼锁了，我要求退还家庭卡余额。",
        "孩子的游泳班停了，老师让找总部，总部没有人接，请追究法人责任。",
    ]

    private static let gym = "武汉腾跃健身服务有限公司"
    private static let first: Int64 = 1_577_836_800

    private func add(_ merchant: String, _ text: String, day: Int, phone: Int, _ service: BinganService) throws {
        var complaint = Complaint(text: text)
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

            try add(Self.gym, Self.gymTexts[5], day: 359, phone: 13_800_000_777, service)
            #expect(try reader.alerts(AlertParameters()).alerts.first?.people == 6)
            try reader.store.close()
        }
    }

    @Test("a person's second complaint is a repeat, and copies of one text are one campaign and no burst")
    func repeats() throws {
        try withService { service, _ in
            let before = try #require(try service.alerts(AlertParameters()).alerts.first)
            try add(Self.gym, Self.gymTexts[4] + "请尽快。", day: 359, phone: 13_800_000_004, service)
            let after = try #require(try service.alerts(AlertParameters()).alerts.first)
            #expect(after.people == before.people)
            #expect(after.count.repeats == before.count.repeats + 1)
            for person in 0..<8 {
                var copy = Complaint(text: "武汉星河家政服务有限公司收了会员费以后不派人上门，大家一起要求全额退款并赔偿损失，请依法查处。")
                copy.merchant.name = "武汉星河家政服务有限公司"
                copy.complainant.phone = "1370000\(1000 + person)"
                copy.receivedAt = Timestamp(epochSeconds: Self.first + 359 * 86_400 + Int64(person))
                _ = try service.store.add(copy, by: "test")
            }
            let all = try service.alerts(AlertParameters()).alerts
            #expect(all.map(\.merchantName) == [Self.gym])
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
