import BinganService

/// The parameters of a URI, by the form rules of the WHATWG's URL standard, strictly: what isn't UTF-8 or is escaped
/// wrongly is refused, not mended, since a mended name would be searched for as another.
enum QueryString {
    /// Pairs in their order; a parameter without `=` has an empty value.
    static func pairs(_ query: String?) throws -> [(name: String, value: String)] {
        guard let query else { return [] }
        return try query.utf8.split(separator: UInt8(ascii: "&")).map { part in
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try decoded(halves[0], of: "query string")
            return (name, halves.count > 1 ? try decoded(halves[1], of: name) : "")
        }
    }

    /// Percent-decoded; `+` is a space.
    private static func decoded(_ text: Substring.UTF8View, of name: String) throws -> String {
        guard let bytes = unescaped(text), let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(
                status: .badRequest, detail: "Write it as UTF-8, percent-encoded.", code: "not-utf8",
                field: String(name.prefix(40)))
        }
        return text
    }

    private static func unescaped(_ text: Substring.UTF8View) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
