/// Writes one JSON object, field by field in the order of the calls, into bytes.
///
/// ```swift
/// let line = JSONObjectWriter.bytes { object in
///     object.field("id", 7)
///     object.array("highlights") { list in list.array { pair in pair.value(0); pair.value(2) } }
/// }
/// ```
public struct JSONObjectWriter: Sendable {
    private var bytes: [UInt8]

    private init(_ bytes: consuming [UInt8]) {
        self.bytes = bytes
    }

    /// The JSON of the object that `body` writes.
    public static func bytes<E: Error>(_ body: (inout JSONObjectWriter) throws(E) -> Void) throws(E) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(to: &bytes, body)
        return bytes
    }

    /// Appends the object that `body` writes. After a thrown error the bytes are as they were.
    public static func append<E: Error>(
        to bytes: inout [UInt8], _ body: (inout JSONObjectWriter) throws(E) -> Void
    ) throws(E) {
        let before = bytes.count
        var writer = JSONObjectWriter(exchange(&bytes, with: []))
        defer { bytes = writer.bytes }
        writer.bytes.append(UInt8(ascii: "{"))
        do {
            try body(&writer)
        } catch {
            writer.bytes.removeLast(writer.bytes.count - before)
            throw error
        }
        writer.bytes.append(UInt8(ascii: "}"))
    }

    /// A string; nil is written as null.
    public mutating func field(_ name: String, _ value: String?) {
        JSONText.appendName(name, to: &bytes)
        JSONText.append(value, to: &bytes)
    }

    /// An integer; nil is written as null.
    public mutating func field(_ name: String, _ value: (some FixedWidthInteger)?) {
        JSONText.appendName(name, to: &bytes)
        bytes.append(contentsOf: (value?.description ?? "null").utf8)
    }

    /// A number; nil, infinities and NaN are written as null.
    public mutating func field(_ name: String, _ value: Double?) {
        JSONText.appendName(name, to: &bytes)
        JSONText.append(value, to: &bytes)
    }

    public mutating func field(_ name: String, _ value: Bool) {
        JSONText.appendName(name, to: &bytes)
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// A sum of money as a number with two decimals; nil is written as null.
    public mutating func field(_ name: String, _ value: Amount?) {
        JSONText.appendName(name, to: &bytes)
        bytes.append(contentsOf: (value?.text ?? "null").utf8)
    }

    /// A moment as RFC 3339; nil is written as null.
    public mutating func field(_ name: String, _ value: Timestamp?) { field(name, value?.text) }

    /// A day as `2021-01-04`; nil is written as null.
    public mutating func field(_ name: String, _ value: DayDate?) { field(name, value?.text) }

    public mutating func field(_ name: String, _ value: JSONValue) {
        JSONText.appendName(name, to: &bytes)
        value.write(into: &bytes)
    }

    /// An array of strings.
    public mutating func field(_ name: String, _ values: [String]) {
        array(name) { list in
            for value in values { list.value(value) }
        }
    }

    public mutating func null(_ name: String) { field(name, JSONValue.null) }

    /// Members kept from elsewhere, each under its own name.
    public mutating func fields(_ object: JSONObject) {
        for member in object.members { field(member.name, member.value) }
    }

    /// An object within this one.
    public mutating func object<E: Error>(
        _ name: String, _ body: (inout JSONObjectWriter) throws(E) -> Void
    ) throws(E) {
        JSONText.appendName(name, to: &bytes)
        try JSONObjectWriter.append(to: &bytes, body)
    }

    /// An array within this object.
    public mutating func array<E: Error>(
        _ name: String, _ body: (inout JSONArrayWriter) throws(E) -> Void
    ) throws(E) {
        JSONText.appendName(name, to: &bytes)
        try JSONArrayWriter.append(to: &bytes, body)
    }
}
