extension JSONScanner {
    /// A string in double quotes; `position` stands on the first of them.
    mutating func string() throws(RecordError) -> String {
        position += 1
        let start = position
        while position < bytes.endIndex {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return try validated(bytes[start..<(position - 1)])
            case UInt8(ascii: "\\"):
                return try escapedString(from: start)
            case 0..<0x20:
                throw control(bytes[position])
            default:
                position += 1
            }
        }
        throw notJSON("a closing double quote was expected")
    }

    /// The rest of a string that has an escape at `position`; its plain beginning lies at `start`.
    private mutating func escapedString(from start: Int) throws(RecordError) -> String {
        var content = Array(bytes[start..<position])
        while position < bytes.endIndex {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try validated(content[...])
            case UInt8(ascii: "\\"):
                position += 1
                try appendEscape(to: &content)
            case 0..<0x20:
                throw control(byte)
            default:
                content.append(byte)
                position += 1
            }
        }
        throw notJSON("a closing double quote was expected")
    }

    /// One escape, whose backslash is already behind `position`.
    private mutating func appendEscape(to content: inout [UInt8]) throws(RecordError) {
        let letter = next
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try escapedScalar()).utf8)
        default:
            position -= 1
            throw notJSON("an escape was expected")
        }
    }

    /// The scalar of `\uXXXX`, or of two of them that form a surrogate pair.
    private mutating func escapedScalar() throws(RecordError) -> Unicode.Scalar {
        let unit = try fourHexDigits()
        if let scalar = Unicode.Scalar(unit) {
            if Forbidden.contains(scalar) { throw control(UInt8(unit)) }
            return scalar
        }
        guard unit < 0xDC00, next == UInt8(ascii: "\\"), bytes[position...].dropFirst().first == UInt8(ascii: "u")
        else {
            throw loneSurrogate
        }
        position += 2
        let low = try fourHexDigits()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw loneSurrogate }
        return scalar
    }

    private mutating func fourHexDigits() throws(RecordError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = next.hexDigit else { throw notJSON("four hexadecimal digits were expected") }
            number = number << 4 | digit
            position += 1
        }
        return number
    }

    private func validated(_ content: ArraySlice<UInt8>) throws(RecordError) -> String {
        guard let text = String(strictUTF8: content) else {
            throw fault("not-utf8", "Save the file as UTF-8; these bytes are in another encoding.")
        }
        return text
    }

    private var loneSurrogate: RecordError {
        fault("lone-surrogate", "Write a character beyond U+FFFF as a pair of \\u escapes, or as itself.")
    }

    private func control(_ byte: UInt8) -> RecordError { Forbidden.fault(for: byte) }
}

extension UInt8 {
    fileprivate var hexDigit: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
