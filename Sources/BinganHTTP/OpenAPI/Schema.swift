import ComplaintModel

/// JSON Schema (2020-12, as OpenAPI 3.1 has it), put together from a few words.
enum Schema {
    static let string: JSONValue = ["type": "string"]
    static let boolean: JSONValue = ["type": "boolean"]
    static let number: JSONValue = ["type": "number"]
    static let anything: JSONValue = .object(JSONObject())
    /// A string that no NUL ends early.
    static let text: JSONValue = ["type": "string", "pattern": "^[^\\u0000]*$"]
    static let id: JSONValue = whole(1...9_007_199_254_740_991)

    static func whole(_ range: ClosedRange<Int>) -> JSONValue {
        ["type": "integer", "minimum": .integer(Int64(range.lowerBound)), "maximum": .integer(Int64(range.upperBound))]
    }

    static let count: JSONValue = ["type": "integer", "minimum": .integer(0)]

    static func choice<T: RawRepresentable & CaseIterable>(_: T.Type) -> JSONValue where T.RawValue == String {
        choice(T.allCases.map(\.rawValue))
    }

    static func choice(_ words: [String]) -> JSONValue {
        ["type": "string", "enum": .array(words.map { .string($0) })]
    }

    static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    /// The schema, or null.
    static func optional(_ schema: JSONValue) -> JSONValue { ["anyOf": .array([schema, ["type": "null"]])] }

    /// What a form sends of a field that was left empty is the same as nothing, which strings may be anyway; of a list it is
    /// one empty name.
    static func orEmpty(_ schema: JSONValue) -> JSONValue {
        guard case .object(let object) = schema, object["enum"] != nil || object["type"] != "string" else {
            return schema
        }
        if object["type"] == "array" {
            let none: JSONValue = ["type": "array", "items": ["const": ""], "maxItems": .integer(1)]
            return ["anyOf": .array([schema, none])]
        }
        return ["anyOf": .array([schema, ["const": ""]])]
    }

    /// An object; further members may come.
    /// - Parameter required: nil for all.
    static func object(_ members: [(String, JSONValue)], required: [String]? = nil) -> JSONValue {
        var object: JSONObject = ["type": "object"]
        object["properties"] = .object(JSONObject(members.map { JSONObject.Member(name: $0.0, value: $0.1) }))
        let names = required ?? members.map(\.0)
        if !names.isEmpty { object["required"] = .array(names.map { .string($0) }) }
        return .object(object)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
    public init(stringLiteral value: String) { self = .string(value) }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
    }
}
