/// Any JSON value. Numbers keep their text and objects their order, so that what came in can go out unchanged.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// An integer as a JSON value.
    public static func integer(_ number: Int64) -> JSONValue { .number(JSONNumber(number)) }

    /// Reads one value that fills all of `bytes`, white space around it apart.
    ///
    /// Stricter than RFC 8259 where the index needs it: nesting of at most 32, no U+0000, U+001E or U+001F in strings.
    public init(parsing bytes: ArraySlice<UInt8>) throws(RecordError) {
        var scanner = JSONScanner(bytes)
        self = try scanner.document()
    }

    public init(parsing bytes: [UInt8]) throws(RecordError) {
        try self.init(parsing: bytes[...])
    }

    /// Appends the value's JSON, without white space.
    public func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): JSONText.append(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for element in elements {
                JSONText.separate(&bytes)
                element.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object): object.write(into: &bytes)
        }
    }

    /// What the value is called in messages.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
