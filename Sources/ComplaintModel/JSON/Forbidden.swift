/// Characters that no string of a complaint may hold.
///
/// U+0000 ends a text early inside SQLite; the index uses U+001E and U+001F as its own separators.
enum Forbidden {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && contains(UInt8(scalar.value))
    }

    static func contains(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x1E || byte == 0x1F }

    /// The error about the first of them in a text; nil for a clean text.
    static func fault(in text: String) -> RecordError? {
        var text = text
        return text.withUTF8 { $0.first(where: contains(_:)) }.map(fault(for:))
    }

    /// The error about this control character.
    static func fault(for byte: UInt8) -> RecordError {
        if byte == 0 {
            return RecordError(rule: "nul", detail: "Take the NUL character (U+0000) out of the string.")
        }
        let number = String(byte, radix: 16, uppercase: true)
        let name = "U+00" + (number.count < 2 ? "0" : "") + number
        let advice = contains(byte) ? "Take the character \(name) out of" : "Escape the character \(name) in"
        return RecordError(rule: "control-character", detail: "\(advice) the string.")
    }
}
