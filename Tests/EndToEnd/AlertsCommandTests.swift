import Foundation
import Testing

@Suite("The command alerts")
struct AlertsCommandTests {
    /// A year of quiet intake, and a gym that nobody knew which closes in its last week.
    private static func lines() -> Data {
        var lines: [String] = []
        func add(_ day: Int, _ merchant: String, _ category: String, _ district: String, _ text: String) {
            let date = Date(timeIntervalSince1970: 1_577_836_800 + Double(day) * 86_400)
            let at = ISO8601DateFormatter().string(from: date)
            let number = lines.count
            let phone = 13_800_000_000 + number
            lines.append(
                """
                {"number":"A-\(number)","received_at":"\(at)","complainant":{"phone":"\(phone)"},\
                "merchant":{"name":"\(merchant)"},"category":"\(category)","district":"\(district)",\
                "text":"\(text)","amount":100}
                """)
        }
        for day in 0..<366 {
            for shop in 0..<4 {
                let place = day * 4 + shop
                let text = goods[place % 9] + faults[place / 9 % 7] + ends[place / 63 % 5] + "（\(place)）"
                add(day, "城西第\((day * 7 + shop * 31) % 60 + 1)号便利店有限公司", "食品", "江岸区", text)
            }
        }
        for (day, text) in zip([361, 362, 363, 364, 365, 365], gym) {
            add(day, "武汉腾跃健身服务有限公司", "预付卡/健身", "洪山区", text)
        }
        return Data(lines.joined(separator: "\n").utf8)
    }

    private static let goods = ["牛奶", "面包", "速冻水饺", "雨伞", "充电宝", "洗发水", "方便面", "啤酒", "卤鸡爪"]
    private static let faults = [
        "过期三天还摆在货架上卖", "标价和收银台收的钱不一样", "打开以后里面发霉", "没有生产日期也没有厂名", "买回来当晚就坏了，找过去不认", "店员多扫了一遍，小票上有两笔",
        "说是赠品却另外收费",
    ]
    private static let ends = [
        "，要求按规定十倍赔偿。", "，店长态度很差，请工商上门检查。", "，我留着小票和照片，希望退钱道歉。", "，老人吃了拉肚子，医药费谁出。", "，打了三次电话没有下文。",
    ]
    private static let gym = [
        "早上去锻炼发现大门贴了停业通知，前台空无一人，年卡还剩九个月。", "教练昨天被通知解散，我刚买的三十节私教课一节没上，钱打了水漂。",
        "器械半夜被货车拉走，物业说老板欠租半年，会员群里两百多人。", "上周还在搞充值送课活动，收了我四千八，现在电话是空号。", "泳池一直说维修，今天整栋楼锁了，我要求退还家庭卡余额。",
        "孩子的游泳班停了，老师让找总部，总部没有人接，请追究法人责任。",
    ]

    private struct Listed: Decodable {
        struct Alert: Decodable {
            struct Merchant: Decodable { let name: String? }
            struct Handling: Decodable {
                let state: String
                let reason: String?
                let assigned_to: String?
                let muted_until: String?
            }
            struct Action: Decodable {
                let action: String
                let by: String
            }
            let id: String
            let merchant: Merchant
            let people: Int
            let since: String
            let new: Bool
            let once_in_days: Double
            let sentence: String
            let complaints: [Int]
            let handling: Handling
            let actions: [Action]
        }
        let as_of: String
        let muted: Int
        let alerts: [Alert]
    }

    @Test("a gym that closes overnight is listed, acknowledged, assigned, muted and opened again")
    func life() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-alerts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = folder.appendingPathComponent("a.sqlite").path
        func bingan(_ arguments: String..., input: Data? = nil) throws -> Binary.Outcome {
            try Binary.run(["--db", database] + arguments, input: input)
        }
        func list(_ arguments: String...) throws -> Listed {
            let outcome = try Binary.run(["--db", database, "alerts", "--format", "json"] + arguments)
            #expect(outcome.code == 0, "\(outcome.errors)")
            return try JSONDecoder().decode(Listed.self, from: Data(outcome.output.utf8))
        }
        let imported = try bingan("import", "-", "--rejects", folder.path + "/rejects.jsonl", input: Self.lines())
        #expect(imported.code == 0, "\(imported.errors)")

        let first = try list()
        #expect(first.as_of == "2020-12-31")
        let alert = try #require(first.alerts.first { $0.merchant.name == "武汉腾跃健身服务有限公司" })
        #expect(first.alerts.count == 1)
        #expect(alert.people == 6 && alert.new && alert.once_in_days >= 30 && alert.complaints.count == 6)
        #expect(alert.sentence.contains("才会偶然出现一次"))
        #expect(alert.handling.state == "open")
        #expect(try list("--as-of", "2020-12-20").alerts.isEmpty)
        #expect(try list("--district", "江岸区").alerts.isEmpty)
        #expect(try list("--category", "预付卡", "--merchant", "腾跃").alerts.count == 1)

        let seen = try bingan("alerts", alert.id, "--acknowledge", "--reason", "已看到")
        #expect(seen.code == 0 && seen.output.contains("acknowledged by"), "\(seen.errors)")
        #expect(try bingan("alerts", alert.id, "--assign", "洪山区局", "--reason", "现场检查").code == 0)
        let assigned = try #require(try list().alerts.first)
        #expect(assigned.handling.state == "assigned" && assigned.handling.assigned_to == "洪山区局")
        #expect(assigned.handling.reason == "现场检查")
        #expect(assigned.actions.map(\.action) == ["acknowledge", "assign"])
        #expect(assigned.actions.allSatisfy { !$0.by.isEmpty })

        #expect(try bingan("alerts", alert.id, "--mute-until", "2021-01-31", "--reason", "已立案").code == 0)
        let muted = try list()
        #expect(muted.alerts.isEmpty && muted.muted == 1)
        #expect(try list("--all").alerts.first?.handling.muted_until == "2021-01-31")
        #expect(try bingan("alerts", alert.id, "--reopen").code == 0)
        #expect(try list().alerts.first?.handling.state == "open")

        let csv = try bingan("alerts", "--format", "csv")
        #expect(csv.output.split(whereSeparator: \.isNewline).count == 2)
        #expect(try bingan("alerts", "m999999").code == 1)
        for wrong in [
            ["alerts", "x"], ["alerts", "--budget", "0"], ["alerts", "--as-of", "2021"], ["alerts", "--acknowledge"],
        ] {
            let outcome = try Binary.run(["--db", database] + wrong)
            #expect(outcome.code == 2, "\(wrong): \(outcome.errors)")
        }
    }

    @Test("the demo shows a marked search, a repeat by the same phone, and the chain of gyms that closes")
    func demo() throws {
        let outcome = try Binary.run(["demo", "--no-serve"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("【"))
        #expect(outcome.output.contains("重复 duplicate") && outcome.output.contains("电话相同"))
        let alert = outcome.output.split(separator: "\n").first { $0.contains("才会偶然出现一次") }
        #expect(alert?.contains("武汉优健健身服务有限公司") == true, "\(outcome.output)")
    }
}
