/// A JSON number, kept as it was written: `1.0`, `1e400` and integers of any length are given back unchanged.
public struct JSONNumber: Sendable, Hashable {
    /// The number by the grammar of RFC 8259, section 6.
    public let text: String

    /// Nil for a text that is no JSON number.
    public init?(text: String) {
        let bytes = Array(text.utf8)
        guard Self.end(in: bytes[...], from: 0) == bytes.count else { return nil }
        self.text = text
    }

    public init(_ number: Int64) {
        text = String(number)
    }

    /// Nil for infinities and NaN, which JSON cannot write.
    public init?(_ number: Double) {
        guard number.isFinite else { return nil }
        text = number.description
    }

    init(unchecked text: String) {
        self.text = text
    }

    /// The value, where it was written as an integer that fits.
    public var integer: Int64? { Int64(text) }

    /// The nearest double; infinite beyond its range.
    public var double: Double { Double(text) ?? .nan }

    /// Where the number that begins at `start` ends; nil when none does.
    static func end(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var position = start
        func byte() -> UInt8 { position < bytes.endIndex ? bytes[position] : 0 }
        func skipDigits() -> Bool {
            let first = position
            while byte().asciiDigit != nil { position += 1 }
            return position > first
        }
        if byte() == UInt8(ascii: "-") { position += 1 }
        if byte() == UInt8(ascii: "0") {
            position += 1
        } else if !skipDigits() {
            return nil
        }
        if byte() == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() else { return nil }
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            position += 1
            if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() else { return nil }
        }
        return position
    }
}
