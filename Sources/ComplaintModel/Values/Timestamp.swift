import Foundation

/// A moment to the second, whose Shanghai year is 1900–2999.
///
/// Written and read as RFC 3339. Asia/Shanghai is taken as UTC+8 throughout: the daylight saving of 1986–1991 and the
/// local mean time before 1901 are left out, so that a written time reads back as the same moment on every machine.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    public let epochSeconds: Int64

    package static let shanghaiOffset: Int64 = 8 * 3600
    private static let first = Int64(DayDate.first) * 86_400 - shanghaiOffset
    private static let last = Int64(DayDate.last + 1) * 86_400 - shanghaiOffset - 1

    /// A number outside the years 1900–2999 becomes the nearest second inside.
    public init(epochSeconds: Int64) {
        self.epochSeconds = min(max(epochSeconds, Self.first), Self.last)
    }

    /// Reads RFC 3339; a date alone, or a time without an offset, is Shanghai's.
    ///
    /// Between date and time stands `T` or a space; seconds may be missing; fractions of a second are cut off.
    public init?(rfc3339 text: some StringProtocol) {
        var reader = DigitReader(text.utf8)
        guard let date = reader.date() else { return nil }
        var seconds = Int64(date.daysSince1970) * 86_400
        var offset = Self.shanghaiOffset
        if !reader.isAtEnd {
            guard reader.take("T") || reader.take("t") || reader.take(" "), let time = Self.time(from: &reader) else {
                return nil
            }
            if !reader.isAtEnd {
                guard let given = Self.offset(from: &reader), reader.isAtEnd else { return nil }
                offset = given
            }
            seconds += time.seconds - offset
            // RFC 3339 knows second 60 only at the end of a UTC day.
            guard !time.isLeapSecond || seconds % 86_400 == 0 else { return nil }
        } else {
            seconds -= offset
        }
        guard (Self.first...Self.last).contains(seconds) else { return nil }
        epochSeconds = seconds
    }

    /// `13:05`, `13:05:00` or `13:05:00.123` as seconds since midnight.
    private static func time(from reader: inout DigitReader) -> (seconds: Int64, isLeapSecond: Bool)? {
        guard let hour = reader.number(digits: 2), hour < 24, reader.take(":"),
            let minute = reader.number(digits: 2), minute < 60
        else { return nil }
        guard reader.take(":") else { return (Int64(hour * 3600 + minute * 60), false) }
        guard let second = reader.number(digits: 2), second <= 60 else { return nil }
        if reader.take("."), !reader.skipDigits() { return nil }
        return (Int64(hour * 3600 + minute * 60 + second), second == 60)
    }

    /// `Z` or `+08:00` as seconds east of Greenwich.
    private static func offset(from reader: inout DigitReader) -> Int64? {
        if reader.take("Z") || reader.take("z") { return 0 }
        let isWest = reader.next == UInt8(ascii: "-")
        guard reader.take("+") || reader.take("-"), let hours = reader.number(digits: 2), hours < 24,
            reader.take(":"), let minutes = reader.number(digits: 2), minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return isWest ? -seconds : seconds
    }

    /// The moment of the call.
    public static var now: Timestamp {
        Timestamp(epochSeconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }

    /// The day in Shanghai.
    public var day: DayDate {
        let local = epochSeconds + Self.shanghaiOffset
        return DayDate(daysSince1970: Int32((local - local.secondOfDay) / 86_400))
    }

    /// `2021-01-04T13:05:00+08:00`
    public var text: String {
        let second = Int((epochSeconds + Self.shanghaiOffset).secondOfDay)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(25)
        day.append(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        bytes.appendTwoDigits(second / 3600)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendTwoDigits(second / 60 % 60)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendTwoDigits(second % 60)
        bytes.append(contentsOf: "+08:00".utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    public static func < (left: Self, right: Self) -> Bool { left.epochSeconds < right.epochSeconds }
}

extension Int64 {
    /// Seconds since midnight, also before 1970.
    fileprivate var secondOfDay: Int64 {
        let rest = self % 86_400
        return rest < 0 ? rest + 86_400 : rest
    }
}
