/// Text while it is being made: one UTF-16 unit a character. All words used here lie in the basic plane, so that
/// lengths, typos and the other script work on single elements.
typealias Units = [UInt16]

extension Units {
    init(_ text: String) {
        self = Array(text.utf16)
    }

    mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { bytes in
            for byte in bytes { append(UInt16(byte)) }
        }
    }

    mutating func add(decimal value: Int) {
        if value >= 10 { add(decimal: value / 10) }
        append(48 + UInt16(value % 10))
    }

    /// `value` with leading zeros up to `width` digits.
    mutating func add(decimal value: Int, width: Int) {
        var power = 1
        for _ in 1..<width { power *= 10 }
        var rest = value
        while power > 0 {
            append(48 + UInt16(rest / power % 10))
            rest %= power
            power /= 10
        }
    }
}

extension [UInt8] {
    /// Appends `unit` in UTF-8.
    @inline(__always)
    mutating func add(utf8 unit: UInt16) {
        if unit < 0x80 {
            append(UInt8(unit))
        } else if unit < 0x800 {
            append(UInt8(0xC0 | unit >> 6))
            append(UInt8(0x80 | unit & 0x3F))
        } else {
            append(UInt8(0xE0 | unit >> 12))
            append(UInt8(0x80 | unit >> 6 & 0x3F))
            append(UInt8(0x80 | unit & 0x3F))
        }
    }

    mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    mutating func add(_ units: Units) {
        for unit in units { add(utf8: unit) }
    }
}
