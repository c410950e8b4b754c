import Foundation
import Testing

@testable import ComplaintIndex

@Suite("Field filters")
struct FilterSyntaxTests {
    @Test("Every field has its English name, in any case and width, and its Chinese ones")
    func names() throws {
        for field in FilterField.allCases {
            let value = try #require(Self.samples[field])
            for name in [field.rawValue, field.rawValue.uppercased()] + field.chineseNames {
                for colon in [":", "：", "∶"] {
                    for sign in ["", "-"] {
                        let parsed = try QueryParser.parse(sign + name + colon + value)
                        #expect(parsed.root == nil, "\(name)")
                        #expect(parsed.filters.map(\.field) == [field], "\(name)")
                        #expect(parsed.filters.first?.negated == (sign == "-"))
                        #expect(parsed.notes.isEmpty)
                    }
                }
            }
        }
        #expect(try QueryParser.parse("ｍｅｒｃｈａｎｔ：优健").filters.count == 1)
    }

    private static let samples: [FilterField: String] = [
        .merchant: "优健", .phone: "13800001234", .order: "YJ20201201-88", .number: "WH20210104-000123",
        .category: "网购/家电", .district: "洪山区", .channel: "12315", .kind: "投诉", .status: "已受理", .tag: "群体",
        .person: "3f9a0c", .amount: "100", .received: "2021",
    ]

    @Test("No Chinese name belongs to two fields")
    func distinctNames() {
        let names = FilterField.allCases.flatMap { [$0.rawValue] + $0.chineseNames }
        #expect(Set(names).count == names.count)
        for field in FilterField.allCases {
            for name in field.chineseNames { #expect(FilterField(typed: name) == field) }
        }
    }

    @Test("The example a note gives is itself right")
    func examples() throws {
        for field in FilterField.allCases {
            for example in field.example.components(separatedBy: ", ") {
                let parsed = try QueryParser.parse(example)
                #expect(parsed.filters.map(\.field) == [field] && parsed.notes.isEmpty, "\(example)")
            }
        }
    }

    @Test(
        "Values may be quoted and hold spaces and signs",
        arguments: [
            QueryExample("merchant:\"优健 光谷店\"", "merchant:\"优健 光谷店\""),
            QueryExample("商家：“优健 光谷店”退款", "退款 merchant:\"优健 光谷店\""),
            QueryExample("merchant:「优健」", "merchant:优健"), QueryExample("merchant:优健（光谷店）", "merchant:\"优健（光谷店）\""),
            QueryExample("(merchant:优健)", "merchant:优健"), QueryExample("merchant:优健|退款", "merchant:优健 OR 退款"),
            QueryExample("order:a:b", "order:\"a:b\""), QueryExample("merchant:a*b", "merchant:\"a*b\""),
            QueryExample("category:网购/家电", "category:网购/家电"), QueryExample("tag:-x", "tag:-x"),
            QueryExample("phone:138-0000-1234", "phone:138-0000-1234"),
            QueryExample("phone:+8613800001234", "phone:+8613800001234"),
            QueryExample("phone:\"027 8765 4321\"", "phone:\"027 8765 4321\""),
            QueryExample("merchant:优健*", "merchant:优健", "star-in-value"),
            QueryExample("merchant:\"优健", "merchant:优健", "unbalanced-quote"),
            QueryExample("a OR b status:closed", "a OR b status:closed"),
            QueryExample("(a OR b) status:closed", "(a OR b) status:closed"),
            QueryExample("status:closed (a OR kind:举报)", "(a OR kind:report) status:closed"),
        ])
    func values(_ example: QueryExample) throws { try example.check() }

    @Test(
        "Values a field can't have are searched as plain words",
        arguments: [
            QueryExample("status:foo", "status:foo", "bad-value"), QueryExample("状态：没办", "状态：没办", "bad-value"),
            QueryExample("amount:abc", "amount:abc", "bad-value"),
            QueryExample("received:昨天", "received:昨天", "bad-value"),
            QueryExample("电话:打不通", "电话:打不通", "bad-value"), QueryExample("phone:12", "phone:12", "bad-value"),
            QueryExample("人:张三", "人:张三", "bad-value"), QueryExample("merchant:", "merchant:", "bad-value"),
            QueryExample("商家： 优健", "商家： 优健", "bad-value"), QueryExample("merchant:(a b)", "merchant: a b", "bad-value"),
            QueryExample("merchant:！", "merchant:！", "bad-value"),
            QueryExample("merchant:\"\"", "merchant:", "bad-value", "nothing-to-search"),
            QueryExample("status:\"a b\"", "status: \"a b\"", "bad-value"),
            QueryExample("amount:\"kind:举报", "amount: kind:report", "unbalanced-quote", "bad-value"),
        ])
    func badValues(_ example: QueryExample) throws { try example.check() }

    @Test("Channel, kind and status take the contract's values and Chinese names, nothing else")
    func enumerated() throws {
        let expected: [FilterField: [String]] = [
            .kind: ["complaint", "report", "consultation"],
            .status: ["received", "accepted", "declined", "mediating", "closed"],
            .channel: [
                "12315", "12365", "12331", "12330", "12358", "12345", "web", "city-site", "app", "mini-program",
                "letter", "visit", "other",
            ],
        ]
        for (field, values) in expected {
            #expect(EnumeratedValues.values(of: field) == values)
            for value in values { #expect(EnumeratedValues.value(value, of: field) == value) }
        }
        let chinese: [(FilterField, String, String)] = [
            (.channel, "小程序", "mini-program"), (.channel, "APP", "app"), (.channel, "Mini_Program", "mini-program"),
            (.channel, "１２３１５", "12315"), (.channel, "其他", "other"), (.channel, "来信", "letter"),
            (.kind, "投诉", "complaint"), (.kind, "舉報", "report"), (.kind, "咨询", "consultation"),
            (.status, "已受理", "accepted"), (.status, "调解中", "mediating"), (.status, "已办结", "closed"),
            (.status, "不予受理", "declined"), (.status, "待受理", "received"),
        ]
        for (field, name, value) in chinese { #expect(EnumeratedValues.value(name, of: field) == value, "\(name)") }
        #expect(EnumeratedValues.value("投诉", of: .status) == nil)
        #expect(EnumeratedValues.value("", of: .kind) == nil)
    }

    @Test(
        "Amounts are read to the cent, in any of the usual forms",
        arguments: [
            ("1000", 100_000, 100_000), ("=1000", 100_000, 100_000), ("1,000.5元", 100_050, 100_050),
            (">1000", 100_001, nil), (">=1000", 100_000, nil), ("<1000", nil, 99_999), ("<=1000", nil, 100_000),
            ("≥1000", 100_000, nil), ("≤1000", nil, 100_000), ("＞１０００", 100_001, nil), ("》1000", 100_001, nil),
            ("=>10", 1000, nil), ("100..200", 10_000, 20_000), ("100..", 10_000, nil), ("..200", nil, 20_000),
            ("100...200", 10_000, 20_000), ("100。。200", 10_000, 20_000), ("100…200", 10_000, 20_000),
            ("100-200", 10_000, 20_000), ("100～200", 10_000, 20_000), ("100至200元", 10_000, 20_000),
            ("200..100", 10_000, 20_000), ("￥99.90", 9990, 9990), ("1.5万", 1_500_000, 1_500_000),
            ("2千", 200_000, 200_000),
            ("1.2345万", 1_234_500, 1_234_500), ("0", 0, 0), ("<=0", nil, 0), ("0.01", 1, 1), ("<0.01", nil, 0),
        ] as [(String, Int64?, Int64?)])
    func amounts(_ value: String, lower: Int64?, upper: Int64?) throws {
        let parsed = try QueryParser.parse("amount:" + value)
        #expect(
            parsed.filters == [Filter(field: .amount, condition: .amount(CentsRange(lower: lower, upper: upper)))])
        #expect(parsed.notes.map(\.code) == (value == "200..100" ? ["range-swapped"] : []))
        #expect(try QueryParser.parse(parsed.canonicalDescription).filters == parsed.filters)
    }

    @Test(
        "What is no amount is no filter",
        arguments: [
            "abc", "-5", "<0", "1.", ".5", "1.2.3", "1.005", "1..2..3", "..", ">", ">=", ">1..2", "元", "1万万", "1e5",
            ",1",
            "99999999999999999999", "9999999999999亿", "1-", "+5", "四千",
        ])
    func notAmounts(_ value: String) throws {
        let parsed = try QueryParser.parse("amount:" + value)
        #expect(parsed.filters.isEmpty)
        #expect(parsed.root == .words("amount:" + value))
        #expect(parsed.notes.map(\.code) == ["bad-value"])
    }

    @Test(
        "Periods of receipt are half-open, in Shanghai's time",
        arguments: [
            ("2021", "2021-01-01", "2022-01-01"), ("2021-01", "2021-01-01", "2021-02-01"),
            ("2021-12", "2021-12-01", "2022-01-01"), ("2021-01-04", "2021-01-04", "2021-01-05"),
            ("2021-1-4", "2021-01-04", "2021-01-05"), ("2021/1/4", "2021-01-04", "2021-01-05"),
            ("2021.1.4", "2021-01-04", "2021-01-05"), ("2021年1月4日", "2021-01-04", "2021-01-05"),
            ("2021年", "2021-01-01", "2022-01-01"), ("202102", "2021-02-01", "2021-03-01"),
            ("20210104", "2021-01-04", "2021-01-05"), ("２０２１－０１", "2021-01-01", "2021-02-01"),
            ("2020-02-29", "2020-02-29", "2020-03-01"), ("2021-12-31", "2021-12-31", "2022-01-01"),
            ("2021-01..2021-03", "2021-01-01", "2021-04-01"), ("2021-01..", "2021-01-01", nil),
            ("..2021-03", nil, "2021-04-01"), ("2021-01-04..2021-01-04", "2021-01-04", "2021-01-05"),
            ("2020..2021-03-15", "2020-01-01", "2021-03-16"), ("2021-01至2021-03", "2021-01-01", "2021-04-01"),
            ("2021-01~2021-03", "2021-01-01", "2021-04-01"), ("2021年1月到2021年3月", "2021-01-01", "2021-04-01"),
            ("2021-03..2021-01", "2021-01-01", "2021-04-01"),
            (">2021-01", "2021-02-01", nil), (">=2021-01", "2021-01-01", nil), ("<2021-01", nil, "2021-01-01"),
            ("<=2021-01", nil, "2021-02-01"), ("=2021", "2021-01-01", "2022-01-01"),
            ("1900", "1900-01-01", "1901-01-01"), ("2999", "2999-01-01", "3000-01-01"),
        ] as [(String, String?, String?)])
    func periods(_ value: String, from: String?, to: String?) throws {
        let parsed = try QueryParser.parse("received:" + value)
        let range = EpochRange(lower: from.map(Self.midnight), upper: to.map(Self.midnight))
        #expect(parsed.filters == [Filter(field: .received, condition: .received(range))])
        #expect(parsed.notes.map(\.code) == (value == "2021-03..2021-01" ? ["range-swapped"] : []))
        #expect(try QueryParser.parse(parsed.canonicalDescription).filters == parsed.filters)
    }

    /// By Foundation's parser, as the dull version.
    private static func midnight(_ day: String) -> Int64 {
        let date = try? Date("\(day)T00:00:00+08:00", strategy: .iso8601)
        return Int64((date ?? .distantPast).timeIntervalSince1970)
    }

    @Test(
        "What is no period is no filter",
        arguments: [
            "2021-13", "2021-00", "2021-02-29", "2021-04-31", "2021-01-00", "21-01", "2021-1-1-1", "1899", "3000",
            "202113",
            "2021010", "..", "<1900", ">2999", "2021-01..03", "2021--01", "-2021", "2021-01-04T13:05", "今天", "2021-",
        ])
    func notPeriods(_ value: String) throws {
        let parsed = try QueryParser.parse("received:" + value)
        #expect(parsed.filters.isEmpty)
        #expect(parsed.notes.map(\.code) == ["bad-value"])
    }

    @Test("Days count as Foundation's calendar does, there and back")
    func civilDates() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 8 * 3600))
        for step in stride(from: 0, to: 400_000, by: 97) {
            let date = CivilDate.start.adding(days: step)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: TimeInterval(date.epochSeconds)))
            #expect(parts.year == date.year && parts.month == date.month && parts.day == date.day)
            #expect(CivilDate(epochSeconds: date.epochSeconds + 86399) == date)
        }
    }

    @Test("Ranges contain their ends as documented")
    func contains() {
        let cents = CentsRange(lower: 100, upper: 200)
        #expect(cents.contains(100) && cents.contains(200) && !cents.contains(99) && !cents.contains(201))
        #expect(CentsRange(lower: nil, upper: 5).contains(.min) && CentsRange(lower: 5, upper: nil).contains(.max))
        let seconds = EpochRange(lower: 100, upper: 200)
        #expect(seconds.contains(100) && !seconds.contains(200) && !seconds.contains(99) && seconds.contains(199))
        #expect(EpochRange(lower: nil, upper: 5).contains(.min) && EpochRange(lower: 5, upper: nil).contains(.max))
    }
}
