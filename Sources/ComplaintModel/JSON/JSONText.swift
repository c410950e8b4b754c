/// The pieces that JSON is written from.
enum JSONText {
    /// Appends a comma unless the container has just been opened. No value ends with an opening bracket, so the last
    /// byte tells.
    static func separate(_ bytes: inout [UInt8]) {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    /// Appends a comma where needed, the name and the colon.
    static func appendName(_ name: String, to bytes: inout [UInt8]) {
        separate(&bytes)
        append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Appends a string in quotes.
    ///
    /// Escaped is what RFC 8259 demands, and U+2028 and U+2029, which older JavaScript and some line readers take for
    /// the end of a line.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { content in
            var plain = 0
            for place in content.indices {
                let byte = content[place]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xE2 else { continue }
                if byte == 0xE2 {
                    guard place + 2 < content.count, content[place + 1] == 0x80, content[place + 2] & 0xFE == 0xA8
                    else {
                        continue
                    }
                    bytes.append(contentsOf: content[plain..<place])
                    bytes.append(contentsOf: content[place + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
                    plain = place + 3
                } else {
                    bytes.append(contentsOf: content[plain..<place])
                    appendEscape(byte, to: &bytes)
                    plain = place + 1
                }
            }
            bytes.append(contentsOf: content[plain...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            bytes.append(contentsOf: String(byte & 0x0F, radix: 16).utf8)
        }
    }
}
