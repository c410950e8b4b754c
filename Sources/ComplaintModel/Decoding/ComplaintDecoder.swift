/// Reads complaints from JSON, one object a line, strictly.
///
/// Known fields must have the right type and keep their limits; null is absent. Unknown fields are kept in their order.
/// Fields of ours that exports carry (`id`, `loaded_at`, `version`, `duplicate`, `cluster`, `merchant.id`) are passed over.
public struct ComplaintDecoder: Sendable {
    /// Fields of ours, which no sender sets.
    public static var ownNames: Set<String> { ComplaintField.ignored }

    public init() {}

    /// The complaint of one line, with or without its line end.
    public func decode(_ line: ArraySlice<UInt8>) throws(RecordError) -> Complaint {
        try assemble(JSONValue(parsing: line)).finished()
    }

    public func decode(_ line: [UInt8]) throws(RecordError) -> Complaint {
        try decode(line[...])
    }

    /// The complaint of a JSON value, as after a merge patch.
    public func decode(_ value: JSONValue) throws(RecordError) -> Complaint {
        try assemble(value).finished()
    }

    /// Any part of a complaint: as ``decode(_:)-(ArraySlice<UInt8>)``, but `text` may be missing, and is then empty.
    public func decodePart(_ line: ArraySlice<UInt8>) throws(RecordError) -> Complaint {
        try assemble(JSONValue(parsing: line)).complaint
    }

    public func decodePart(_ line: [UInt8]) throws(RecordError) -> Complaint {
        try decodePart(line[...])
    }

    public func decodePart(_ value: JSONValue) throws(RecordError) -> Complaint {
        try assemble(value).complaint
    }

    private func assemble(_ value: JSONValue) throws(RecordError) -> ComplaintAssembler {
        guard case .object(let object) = value else {
            throw RecordError(rule: "wrong-type", detail: "Give a JSON object; this is \(value.typeName).")
        }
        var assembler = ComplaintAssembler()
        var hasComplainant = false
        var hasMerchant = false
        for member in object.members {
            if let slot = ComplaintField.byPath[member.name], !member.name.utf8.contains(UInt8(ascii: ".")) {
                try assembler.set(slot, to: member.value)
            } else if member.name == "complainant" {
                let part = try part(member, isRepeated: &hasComplainant)
                try assembler.fill(.complainant, from: part, known: ComplaintField.inComplainant, ignored: [])
            } else if member.name == "merchant" {
                let part = try part(member, isRepeated: &hasMerchant)
                let ignored = ComplaintField.ignoredInMerchant
                try assembler.fill(.merchant, from: part, known: ComplaintField.inMerchant, ignored: ignored)
            } else if !ComplaintField.ignored.contains(member.name) {
                assembler.keep(member.name, member.value, in: .complaint)
            }
        }
        return assembler
    }

    /// The object of a nested part; empty for null.
    private func part(_ member: JSONObject.Member, isRepeated: inout Bool) throws(RecordError) -> JSONObject {
        guard !isRepeated else {
            throw RecordError(
                field: member.name, rule: "duplicate-key", detail: "Give the field once; it is here twice.")
        }
        isRepeated = true
        switch member.value {
        case .null: return JSONObject()
        case .object(let part): return part
        default:
            throw RecordError(
                field: member.name, rule: "wrong-type",
                detail: "Give an object or null; this is \(member.value.typeName).")
        }
    }
}

extension ComplaintAssembler {
    fileprivate mutating func fill(
        _ section: Section, from part: JSONObject, known: [String: ComplaintField.Slot], ignored: Set<String>
    ) throws(RecordError) {
        for member in part.members {
            if let slot = known[member.name] {
                try set(slot, to: member.value)
            } else if !ignored.contains(member.name) {
                keep(member.name, member.value, in: section)
            }
        }
    }
}
