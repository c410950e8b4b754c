/// Reads dates and times from the left, one fixed-width piece after the other.
struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The next byte; 0 at the end.
    var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    /// Takes the next byte when it is this one.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Exactly `count` ASCII digits as a number; nil when there are fewer.
    mutating func number(digits count: Int) -> Int? {
        guard bytes.count - position >= count else { return nil }
        var number = 0
        for byte in bytes[position..<(position + count)] {
            guard let digit = byte.asciiDigit else { return nil }
            number = number * 10 + Int(digit)
        }
        position += count
        return number
    }

    /// Skips digits; false when there is none.
    mutating func skipDigits() -> Bool {
        let start = position
        while next.asciiDigit != nil { position += 1 }
        return position > start
    }

    /// `2021-01-04`
    mutating func date() -> CivilDate? {
        guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
            let day = number(digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}

extension UInt8 {
    /// The value of an ASCII digit.
    var asciiDigit: UInt8? {
        let value = self &- UInt8(ascii: "0")
        return value <= 9 ? value : nil
    }
}
