import Testing

@testable import MerchantClusters

/// Invented rows: merchants with steady rates, and what a test adds.
private struct Rows {
    static let first: Int32 = 18_262
    private(set) var rows: [AlertRow] = []

    /// 400 days of 200 merchants of 4 trades, each with somebody every 20th to 60th day.
    static func quiet(days: Int32 = 400) -> Rows {
        var rows = Rows()
        for merchant in 1...200 as ClosedRange<UInt32> {
            let gap = Int32(20 + merchant % 40)
            var day = Int32(merchant * 7 % UInt32(gap))
            while day < days {
                rows.add(merchant, day: day, category: UInt16(merchant % 4), person: merchant * 1000 + UInt32(day))
                day += gap
            }
        }
        return rows
    }

    mutating func add(
        _ merchant: UInt32, day: Int32, category: UInt16 = 0, district: UInt16 = 0, person: UInt32 = 0,
        isRepeat: Bool = false
    ) {
        rows.append(
            AlertRow(
                id: UInt32(rows.count + 1), day: Self.first + day, merchant: merchant, category: category,
                district: district, person: person, isRepeat: isRepeat))
    }

    func findings(day: Int32 = 399) throws -> [AlertFinding] {
        try AlertScan(
            AlertRows(rows), categories: ["网购", "预付卡/健身", "预付卡/美发", "餐饮"], asOf: Self.first + day, WorkCalendar()
        ).findings()
    }
}

@Suite("Scan for alerts")
struct AlertScanTests {
    @Test("steady merchants raise nothing")
    func steady() throws {
        for day in stride(from: 200 as Int32, to: 399, by: 40) {
            #expect(try Rows.quiet().findings(day: day).isEmpty)
        }
    }

    @Test("a gym never heard of that closes overnight is found after a handful of people, and says since when")
    func newMerchant() throws {
        var rows = Rows.quiet()
        for person in 1...5 as ClosedRange<UInt32> {
            rows.add(900, day: 394 + Int32(person), category: 1, person: 900_000 + person)
        }
        let finding = try #require(try rows.findings().first)
        #expect(finding.key == SeriesKey(merchant: 900))
        #expect(finding.window.observed == 5)
        #expect(finding.onceInDays >= 30)
        #expect(finding.since > Rows.first + 394 && finding.since <= Rows.first + 399)
        #expect(finding.rows.count == 5)
    }

    @Test("one person who calls ten times, ten copies of one text and ten repeats are no burst")
    func peopleNotCalls() throws {
        var rows = Rows.quiet()
        for call in 0..<10 as Range<Int32> {
            rows.add(901, day: 390 + call, category: 1, person: 77)
            rows.add(902, day: 390 + call, category: 1, person: 800_000 + UInt32(call), isRepeat: call > 0)
        }
        #expect(try rows.findings().isEmpty)
    }

    @Test("what the whole trade brings is no merchant's burst")
    func trade() throws {
        func rows(others: Bool) -> Rows {
            var rows = Rows.quiet()
            for person in 1...5 as ClosedRange<UInt32> {
                rows.add(5, day: 390 + Int32(person), category: 1, person: 900_000 + person)
            }
            // Every merchant of the trade gets five times its usual in the same days.
            for merchant in 1...200 as ClosedRange<UInt32> where others && merchant % 4 == 1 && merchant != 5 {
                for person in 1...3 as ClosedRange<UInt32> {
                    rows.add(
                        merchant, day: 390 + Int32(person * 2), category: 1, person: 950_000 + merchant * 10 + person)
                }
            }
            return rows
        }
        #expect(try rows(others: false).findings().contains { $0.key.merchant == 5 })
        #expect(try !rows(others: true).findings().contains { $0.key.merchant == 5 })
    }

    @Test("complaints of a backlog count on the day they were received")
    func backlog() throws {
        var rows = Rows.quiet()
        for person in 1...30 as ClosedRange<UInt32> {
            rows.add(903, day: Int32(person) * 11, category: 1, person: 900_000 + person)
        }
        #expect(try rows.findings().isEmpty)
    }

    @Test("an issue in one district is named where only it bursts")
    func district() throws {
        var rows = Rows.quiet()
        // A large merchant with people every day in five districts and two issues.
        for day in 0..<400 as Range<Int32> {
            for slot in 0..<10 as Range<Int32> {
                let number = day * 10 + slot
                rows.add(
                    950, day: day, category: UInt16(slot % 2), district: UInt16((slot + day) % 5),
                    person: 1_000_000 + UInt32(number))
            }
        }
        for person in 1...14 as ClosedRange<UInt32> {
            rows.add(950, day: 397 + Int32(person % 3), category: 3, district: 9, person: 2_000_000 + person)
            rows.add(
                950, day: Int32(person) * 20, category: 3, district: UInt16(person % 5), person: 3_000_000 + person)
        }
        let finding = try #require(try rows.findings().first)
        #expect(finding.key.merchant == 950)
        #expect(finding.key.category == 3)
    }

    @Test("too short a history raises nothing")
    func young() throws {
        var rows = Rows()
        for person in 1...20 as ClosedRange<UInt32> { rows.add(1, day: 20, person: person) }
        #expect(try rows.findings(day: 20).isEmpty)
    }

    @Test("a series' name reads back as the series; other text is refused")
    func keys() {
        for key in [
            SeriesKey(merchant: 12), SeriesKey(merchant: 12, category: 0, district: 3), SeriesKey(category: 5),
            SeriesKey(merchant: 7, cluster: 88), SeriesKey(category: 5, district: 65_000),
        ] { #expect(SeriesKey(key.text) == key) }
        for text in ["", "m", "m0", "x1", "c5.m3", "m1.m2", "m1.", "c70000", "m-1", "m1 ", "m01"] {
            #expect(SeriesKey(text) == nil, "\(text)")
        }
    }

    @Test("rows come out by merchant, issue, district and day, however they came in")
    func order() {
        let rows = Rows.quiet(days: 90).rows
        let sorted = AlertRows(rows.shuffled())
        #expect(sorted.rows.count == rows.count)
        func place(_ row: AlertRow) -> [UInt32] {
            [row.merchant, UInt32(row.category), UInt32(row.district), UInt32(row.day)]
        }
        let places = sorted.rows.map(place)
        #expect(zip(places, places.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    }
}

@Suite("Weekly counts")
struct WeeklyScanTests {
    @Test("an outbreak after quiet weeks is found, its tail is no new one, a yearly season is none")
    func outbreak() {
        var counts = (0..<150).map { $0 % 7 == 0 ? 1 : 0 }
        counts[120] = 6
        counts[121] = 9
        let scan = WeeklyScan()
        #expect((0..<120).allSatisfy { scan.finding(counts, week: $0) == nil })
        #expect(scan.finding(counts, week: 120) != nil)
        let seasonal = (0..<260).map { $0 % 52 < 6 ? 8 + $0 % 3 : $0 % 2 }
        let alerts = (156..<260).count { scan.finding(seasonal, week: $0) != nil }
        #expect(alerts <= 2)
    }

    @Test("EARS C1 takes the seven days before, and at least the smallest deviation")
    func ears() {
        #expect(EARS.isAlertC1([0, 0, 0, 0, 0, 0, 0, 1]))
        #expect(!EARS.isAlertC1([5, 5, 5, 5, 5, 5, 5, 5]))
        #expect(!EARS.isAlertC1([0, 4, 0, 4, 0, 4, 0, 4]))
        #expect(!EARS.isAlertC1([0, 1]))
        #expect(EARS.isAboveThreshold([9, 1, 0, 1, 0, 1, 0, 2], threshold: 5))
        #expect(!EARS.isAboveThreshold([9, 1, 0, 1, 0, 1, 0, 1], threshold: 5))
    }
}
