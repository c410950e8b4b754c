extension HandlingField {
    /// Reads `field=value` as a person types it: an empty value clears, tags are separated by `,`, `，` or `、`.
    ///
    /// Fails for a name that is no handling field (`unknown-field`), for clearing the status (`missing`) and for values
    /// that the field does not take.
    public static func change(named name: String, to text: String?) throws(RecordError) -> HandlingChange {
        let field = try named(name)
        guard let text, !text.isBlank else { return try field.change(to: .null) }
        return try field.change(to: field == .tags ? .array(tags(in: text)) : .string(text))
    }

    /// The same from a JSON member, as in a merge patch: null clears, tags are an array.
    public static func change(named name: String, to value: JSONValue) throws(RecordError) -> HandlingChange {
        try named(name).change(to: value)
    }

    private static func named(_ name: String) throws(RecordError) -> HandlingField {
        if let field = HandlingField(rawValue: name) { return field }
        let names = allCases.map(\.rawValue).joined(separator: ", ")
        throw RecordError(rule: "unknown-field", detail: "Change one of: \(names).").inside(name)
    }

    private static func tags(in text: String) -> [JSONValue] {
        var tags: [JSONValue] = []
        for part in text.split(whereSeparator: { ",，、".contains($0) }) {
            let tag = JSONValue.string(part.trimmed)
            if tag != .string(""), !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private func change(to value: JSONValue) throws(RecordError) -> HandlingChange {
        let input = FieldInput(field: complaintField, value: value)
        switch self {
        case .status:
            guard let status = try input.choice(Status.self) else {
                throw input.fault("missing", "A status cannot be cleared; give one.")
            }
            return .status(status)
        case .assignedTo: return .assignedTo(try input.text())
        case .dueAt: return .dueAt(try input.time())
        case .acceptedAt: return .acceptedAt(try input.time())
        case .contactedAt: return .contactedAt(try input.time())
        case .closedAt: return .closedAt(try input.time())
        case .outcome: return .outcome(try input.text())
        case .recoveredAmount: return .recoveredAmount(try input.amount())
        case .tags: return .tags(try input.list())
        case .category: return .category(try input.text())
        case .district: return .district(try input.text())
        }
    }

    private var complaintField: ComplaintField {
        switch self {
        case .status: .status
        case .assignedTo: .assignedTo
        case .dueAt: .dueAt
        case .acceptedAt: .acceptedAt
        case .contactedAt: .contactedAt
        case .closedAt: .closedAt
        case .outcome: .outcome
        case .recoveredAmount: .recoveredAmount
        case .tags: .tags
        case .category: .category
        case .district: .district
        }
    }
}
