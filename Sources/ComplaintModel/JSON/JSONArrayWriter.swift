/// Writes one JSON array, element by element, into bytes.
public struct JSONArrayWriter: Sendable {
    private var bytes: [UInt8]

    private init(_ bytes: consuming [UInt8]) {
        self.bytes = bytes
    }

    /// The JSON of the array that `body` writes.
    public static func bytes<E: Error>(_ body: (inout JSONArrayWriter) throws(E) -> Void) throws(E) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(to: &bytes, body)
        return bytes
    }

    /// Appends the array that `body` writes. After a thrown error the bytes are as they were.
    public static func append<E: Error>(
        to bytes: inout [UInt8], _ body: (inout JSONArrayWriter) throws(E) -> Void
    ) throws(E) {
        let before = bytes.count
        var writer = JSONArrayWriter(exchange(&bytes, with: []))
        defer { bytes = writer.bytes }
        writer.bytes.append(UInt8(ascii: "["))
        do {
            try body(&writer)
        } catch {
            writer.bytes.removeLast(writer.bytes.count - before)
            throw error
        }
        writer.bytes.append(UInt8(ascii: "]"))
    }

    /// A string; nil is written as null.
    public mutating func value(_ value: String?) {
        JSONText.separate(&bytes)
        JSONText.append(value, to: &bytes)
    }

    public mutating func value(_ value: some FixedWidthInteger) {
        JSONText.separate(&bytes)
        bytes.append(contentsOf: value.description.utf8)
    }

    /// A number; nil, infinities and NaN are written as null.
    public mutating func value(_ value: Double?) {
        JSONText.separate(&bytes)
        JSONText.append(value, to: &bytes)
    }

    public mutating func value(_ value: JSONValue) {
        JSONText.separate(&bytes)
        value.write(into: &bytes)
    }

    /// An object within this array.
    public mutating func object<E: Error>(_ body: (inout JSONObjectWriter) throws(E) -> Void) throws(E) {
        JSONText.separate(&bytes)
        try JSONObjectWriter.append(to: &bytes, body)
    }

    /// An array within this one.
    public mutating func array<E: Error>(_ body: (inout JSONArrayWriter) throws(E) -> Void) throws(E) {
        JSONText.separate(&bytes)
        try JSONArrayWriter.append(to: &bytes, body)
    }
}

extension JSONText {
    static func append(_ value: String?, to bytes: inout [UInt8]) {
        if let value {
            append(value, to: &bytes)
        } else {
            bytes.append(contentsOf: "null".utf8)
        }
    }

    static func append(_ value: Double?, to bytes: inout [UInt8]) {
        let shown = value.flatMap { $0.isFinite ? $0.description : nil }
        bytes.append(contentsOf: (shown ?? "null").utf8)
    }
}

/// Takes the content out and leaves `replacement`: an array moved so is not copied when it grows.
func exchange<T>(_ place: inout T, with replacement: consuming T) -> T {
    let taken = place
    place = replacement
    return taken
}
