/// A calendar day without a time, in the years 1900–2999.
public struct DayDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let daysSince1970: Int32

    static let first: Int32 = -25_567  // 1900-01-01
    static let last: Int32 = 376_199  // 2999-12-31

    /// A number outside 1900–2999 becomes the nearest day inside.
    public init(daysSince1970: Int32) {
        self.daysSince1970 = min(max(daysSince1970, Self.first), Self.last)
    }

    public init(_ date: CivilDate) {
        self.init(daysSince1970: Int32(date.daysSince1970))
    }

    /// Reads `2021-01-04`; nil for anything else.
    public init?(text: some StringProtocol) {
        var reader = DigitReader(text.utf8)
        guard let date = reader.date(), reader.isAtEnd else { return nil }
        self.init(date)
    }

    /// Year, month and day.
    public var civil: CivilDate { CivilDate(daysSince1970: Int(daysSince1970)) }

    /// Midnight in Shanghai, the first second of the day.
    public var start: Timestamp {
        Timestamp(epochSeconds: Int64(daysSince1970) * 86_400 - Timestamp.shanghaiOffset)
    }

    /// `2021-01-04`
    public var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to bytes: inout [UInt8]) {
        let date = civil
        bytes.appendTwoDigits(date.year / 100)
        bytes.appendTwoDigits(date.year % 100)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendTwoDigits(date.month)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendTwoDigits(date.day)
    }

    public static func < (left: Self, right: Self) -> Bool { left.daysSince1970 < right.daysSince1970 }
}

extension [UInt8] {
    /// Appends a number of 0 ... 99 as two decimal digits.
    mutating func appendTwoDigits(_ number: Int) {
        append(UInt8(ascii: "0") + UInt8(number / 10))
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
