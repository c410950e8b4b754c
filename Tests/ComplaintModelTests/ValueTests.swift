import Testing

@testable import ComplaintModel

@Suite("Values") struct ValueTests {
    @Test(
        "A time is read as RFC 3339, and as Shanghai's where it has no offset",
        arguments: [
            ("2021-01-04T13:05:00+08:00", "2021-01-04T13:05:00+08:00"), ("2021-01-04", "2021-01-04T00:00:00+08:00"),
            ("2021-01-04 13:05", "2021-01-04T13:05:00+08:00"), ("2021-01-04T13:05:09", "2021-01-04T13:05:09+08:00"),
            ("2021-01-04T05:05:00Z", "2021-01-04T13:05:00+08:00"),
            ("2021-01-04t05:05:00z", "2021-01-04T13:05:00+08:00"),
            ("2021-01-04T13:05:00.999+08:00", "2021-01-04T13:05:00+08:00"),
            ("2021-01-03T22:35:00-06:30", "2021-01-04T13:05:00+08:00"),
            ("1969-12-31T23:59:59.9+08:00", "1969-12-31T23:59:59+08:00"),
            ("2016-12-31T23:59:60Z", "2017-01-01T08:00:00+08:00"), ("1900-01-01", "1900-01-01T00:00:00+08:00"),
            ("2999-12-31T23:59:59", "2999-12-31T23:59:59+08:00"), ("2024-02-29", "2024-02-29T00:00:00+08:00"),
        ])
    func times(written: String, read: String) {
        #expect(Timestamp(rfc3339: written)?.text == read)
    }

    @Test(
        "What is no time is refused",
        arguments: [
            "", "2021", "2021-1-4", "2021-02-29", "2021-13-01", "2021-00-10", "2021-01-32", "2021-01-04T",
            "2021-01-04T24:00:00",
            "2021-01-04T13:60:00", "2021-01-04T13:05:60", "2021-01-04T13:05:00.", "2021-01-04T13:05:00+24:00",
            "2021-01-04T13:05:00+0800", "2021-01-04T13:05:00+08:00 ", " 2021-01-04", "2021/01/04", "1899-12-31",
            "3000-01-01",
            "1900-01-01T00:00:00+14:00", "２０２１-01-04", "2021-01-04  13:05", "2021-01-04T13:05:00Zz", "+021-01-04",
        ])
    func badTimes(written: String) {
        #expect(Timestamp(rfc3339: written) == nil)
    }

    @Test("Every day of 1100 years has its own number, and its text reads back")
    func days() throws {
        var previous: String?
        for number in DayDate.first...DayDate.last {
            let day = DayDate(daysSince1970: number)
            guard number % 97 == 0 || number < DayDate.first + 1000 else { continue }
            #expect(DayDate(text: day.text) == day)
            #expect(previous.map { $0 < day.text } ?? true)
            previous = day.text
        }
        #expect(DayDate(daysSince1970: 0).text == "1970-01-01")
        #expect(DayDate(daysSince1970: .min).text == "1900-01-01")
        #expect(DayDate(daysSince1970: .max).text == "2999-12-31")
    }

    @Test("A moment's text reads back, and its day is Shanghai's")
    func moments() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let moment = Timestamp(epochSeconds: Int64.random(in: -2_300_000_000...32_000_000_000, using: &random))
            #expect(Timestamp(rfc3339: moment.text) == moment)
            #expect(moment.text.hasPrefix(moment.day.text))
            #expect(moment.day.start <= moment)
        }
        #expect(Timestamp(epochSeconds: .min).text == "1900-01-01T00:00:00+08:00")
        #expect(Timestamp(epochSeconds: .max).text == "2999-12-31T23:59:59+08:00")
        #expect(Timestamp.now > Timestamp(epochSeconds: 1_700_000_000))
    }

    @Test(
        "An amount is exact to the fen",
        arguments: [
            ("2800", "2800.00"), ("2800.0", "2800.00"), ("0", "0.00"), ("-0", "0.00"), ("0.05", "0.05"),
            ("2.8e3", "2800.00"),
            ("280000E-2", "2800.00"), ("1.100000", "1.10"), ("999999999999.99", "999999999999.99"), ("0e5", "0.00"),
        ])
    func amounts(written: String, read: String) {
        #expect(Amount(text: written)?.text == read)
    }

    @Test(
        "What is no amount is refused",
        arguments: [
            "", "-1", "-0.01", "0.001", "1.234", "1000000000000", "1e12", "1e400", "1e-3", "NaN", "inf", "1,000", "+1",
            "01", "1.",
            ".5", " 1", "1 ", "¥1", "1e99999999", "123456789012.34000001", "0x10",
        ])
    func badAmounts(written: String) {
        #expect(Amount(text: written) == nil)
    }

    @Test("Codes are distinct, fixed and lead back")
    func codes() {
        #expect(Kind.allCases.map(\.code) == [0, 1, 2])
        #expect(Channel.allCases.map(\.code) == Array(0...12))
        #expect(Status.allCases.map(\.code) == [0, 1, 2, 3, 4])
        #expect(Channel.allCases.allSatisfy { Channel(code: $0.code) == $0 && !$0.chineseName.isEmpty })
        #expect(Kind(code: 3) == nil && Status(code: 255) == nil)
        #expect(Channel.hotline12315.chineseName == "12315热线" && Kind.complaint.chineseName == "投诉")
    }
}
