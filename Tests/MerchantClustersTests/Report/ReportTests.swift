import ComplaintIndex
import Foundation
import Testing

@testable import MerchantClusters

@Suite struct ReportTests {
    private func filled() throws -> Scratch {
        let scratch = try Scratch()
        for (day, text) in Texts.closed.enumerated() {
            try scratch.add(
                text + "，我的电话13800001234", phone: "1380000123\(day)", day: day, district: "洪山区", category: "预付卡",
                amount: 280_050)
        }
        try scratch.add("<script>alert(1)</script>" + Texts.noise[0], merchant: "丽妍<b>", day: 40)
        return scratch
    }

    @Test("the same database and arguments give the same bytes")
    func sameBytes() throws {
        let scratch = try filled()
        let request = ReportRequest(arguments: [("from", "2021")])
        let first = try #require(try ReportReader(scratch.store).report(request)).html()
        let again = try #require(try ReportReader(scratch.store).report(request)).html()
        #expect(first == again)
        #expect(first.count > 5_000)
    }

    @Test("nothing a complainant wrote is markup, and phones are masked")
    func escaped() throws {
        let scratch = try filled()
        var request = ReportRequest()
        request.choice.minSize = 1
        let html = String(decoding: try #require(try ReportReader(scratch.store).report(request)).html(), as: UTF8.self)
        #expect(!html.contains("<script"))
        #expect(!html.contains("丽妍<b>"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(!html.contains("13800001234"))
        #expect(!html.contains("http://") && !html.contains("https://"))
    }

    @Test("totals, merchants and categories add up to the complaints chosen")
    func addsUp() throws {
        let scratch = try filled()
        let report = try #require(try ReportReader(scratch.store).report(ReportRequest()))
        #expect(report.count.complaints == 5)
        #expect(report.count.distinct + report.count.repeats + report.count.copies == 5)
        #expect(report.merchants.reduce(0) { $0 + $1.count.complaints } + report.withoutMerchant == 5)
        #expect(report.categories.reduce(0) { $0 + $1.count.complaints } == 5)
        #expect(report.amounts.sum.cents == 4 * 280_050)
        #expect(report.timeline.points.reduce(0) { $0 + $1.distinct + $1.others } == 5)
        #expect(report.manifest.complaints == 5)
        #expect(report.manifest.rowsHash.count == 64)
    }

    @Test("a report of one cluster holds its complaints alone; an unknown one gives none")
    func oneCluster() throws {
        let scratch = try filled()
        let reader = ReportReader(scratch.store)
        let report = try #require(try reader.report(ReportRequest(cluster: 1)))
        #expect(report.count.complaints == 4)
        #expect(report.clusters.count == 1)
        #expect(report.title.hasPrefix("优健健身"))
        #expect(try reader.report(ReportRequest(cluster: 999)) == nil)
    }

    @Test("someone who sends one template about many merchants is shown by role only")
    func templates() throws {
        let scratch = try Scratch()
        for merchant in ["甲健身", "乙超市", "丙饭店", "丁书店"] {
            try scratch.add(
                "该店在网页上使用“最佳”“第一”等绝对化用语，违反广告法第九条，要求处罚并依法给予举报奖励", merchant: merchant, phone: "13800009999")
        }
        try scratch.add(Texts.closed[0], phone: "13800001111")
        let report = try #require(try ReportReader(scratch.store).report(ReportRequest()))
        let sender = try #require(report.senders.first)
        #expect(report.senders.count == 1)
        #expect(sender.merchants == 4 && sender.complaints == 4 && sender.role == "甲")
    }

    @Test("a timeline has no gaps and takes months for long times")
    func timeline() {
        let weeks = ReportTimeline([(18_628, false), (18_628 + 70, true)])
        #expect(weeks.step == .week)
        #expect(weeks.points.count == 11)
        #expect(weeks.points.first?.distinct == 1 && weeks.points.last?.others == 1)
        let months = ReportTimeline([(17_000, false), (18_628, false)])
        #expect(months.step == .month)
        #expect(months.points.allSatisfy { $0.start.civil.day == 1 })
        #expect(months.points.count == 55)
    }

    @Test(
        "a chart's scale holds the highest bar",
        arguments: [(0, 1), (1, 1), (3, 4), (9, 10), (11, 20), (81, 100), (4100, 5000)])
    func scale(highest: Int, expected: Int) { #expect(ReportChart.scale(highest) == expected) }
}
