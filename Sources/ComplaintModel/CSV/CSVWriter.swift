/// Writes CSV by RFC 4180 into bytes: CRLF after every record, quotes where a field needs them.
public struct CSVWriter: Sendable {
    /// Whether texts that a spreadsheet would take for a formula get an apostrophe; see ``FormulaGuard``.
    public let guardsFormulas: Bool

    public init(guardsFormulas: Bool = true) {
        self.guardsFormulas = guardsFormulas
    }

    /// Appends one record; nil is written as an empty field.
    public func append(_ fields: [String?], to bytes: inout [UInt8]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field ?? "", isAlone: fields.count == 1, to: &bytes)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    private func append(_ field: String, isAlone: Bool, to bytes: inout [UInt8]) {
        let text = guardsFormulas ? FormulaGuard.add(to: field) : field
        // A record that is one empty field would be a blank line, which readers pass over.
        guard text.utf8.contains(where: Self.needsQuotes) || text.isEmpty && isAlone else {
            return bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}
