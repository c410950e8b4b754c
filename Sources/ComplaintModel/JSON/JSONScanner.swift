/// Reads JSON from bytes by RFC 8259, without leniency.
///
/// Our own, because Foundation's decoder loses the order of unknown fields and the text of numbers, and is several
/// times too slow for an import.
struct JSONScanner {
    /// The deepest nesting of arrays and objects that is read.
    static let deepest = 32

    let bytes: ArraySlice<UInt8>
    var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// One value and nothing behind it.
    mutating func document() throws(RecordError) -> JSONValue {
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.endIndex else {
            throw fault("trailing", "Something follows the JSON value; put each complaint on a line of its own.")
        }
        return value
    }

    /// The next byte; 0 at the end, which begins no JSON token.
    var next: UInt8 { position < bytes.endIndex ? bytes[position] : 0 }

    private mutating func skipSpace() {
        while position < bytes.endIndex {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(RecordError) -> JSONValue {
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(RecordError) -> JSONValue {
        let expected = word.description.utf8
        guard bytes[position...].starts(with: expected) else { throw notJSON("a value was expected") }
        position += expected.count
        return value
    }

    private mutating func number() throws(RecordError) -> JSONNumber {
        guard let end = JSONNumber.end(in: bytes, from: position) else { throw notJSON("a value was expected") }
        defer { position = end }
        return JSONNumber(unchecked: String(decoding: bytes[position..<end], as: UTF8.self))
    }

    private mutating func array(depth: Int) throws(RecordError) -> [JSONValue] {
        try open(depth)
        var elements: [JSONValue] = []
        if next == UInt8(ascii: "]") {
            position += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            if try isLast(closing: UInt8(ascii: "]")) { return elements }
        }
    }

    private mutating func object(depth: Int) throws(RecordError) -> JSONObject {
        try open(depth)
        var object = JSONObject()
        if next == UInt8(ascii: "}") {
            position += 1
            return object
        }
        object.members.reserveCapacity(depth == 1 ? 32 : 4)
        while true {
            guard next == UInt8(ascii: "\"") else { throw notJSON("a name in double quotes was expected") }
            let name = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw notJSON("a colon was expected").inside(name) }
            position += 1
            skipSpace()
            do {
                object.append(name, try value(depth: depth))
            } catch {
                throw error.inside(name)
            }
            if try isLast(closing: UInt8(ascii: "}")) { return object }
        }
    }

    /// Steps over the opening bracket of a container at this depth.
    private mutating func open(_ depth: Int) throws(RecordError) {
        guard depth <= Self.deepest else {
            throw fault("too-deep", "Nest arrays and objects at most \(Self.deepest) deep.")
        }
        position += 1
        skipSpace()
    }

    /// After an element: steps over a comma (false) or over the closing bracket (true).
    private mutating func isLast(closing: UInt8) throws(RecordError) -> Bool {
        skipSpace()
        switch next {
        case closing:
            position += 1
            return true
        case UInt8(ascii: ","):
            position += 1
            skipSpace()
            return false
        default: throw notJSON("a comma or a closing bracket was expected")
        }
    }

    func notJSON(_ expectation: String) -> RecordError {
        let place = position < bytes.endIndex ? "at byte \(position - bytes.startIndex + 1)" : "at the end of the line"
        return fault("not-json", "Write the line as one JSON object (RFC 8259): \(expectation) \(place).")
    }

    func fault(_ rule: String, _ detail: String) -> RecordError { RecordError(rule: rule, detail: detail) }
}
