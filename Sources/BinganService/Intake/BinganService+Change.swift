import ComplaintIndex
import ComplaintModel
import struct ComplaintModel.RecordError  // GRDB has one too

extension BinganService {
    /// Changes a complaint by a JSON merge patch (RFC 7396).
    ///
    /// - Parameters:
    ///   - expected: the version the change was made for; nil for whichever there is.
    ///   - role: admin may change every field, others the handling fields.
    /// - Returns: the complaint as it is now; nil when there is none.
    /// - Throws: `Failure` (`stale`, `field-not-allowed`); `RecordError` naming a field that can't be so.
    public func patch(
        id: Int64, _ patch: JSONObject, ifVersion expected: Set<Int64>?, role: Role, by: String
    ) throws -> StoredComplaint? {
        try Self.check(patch, role)
        let changed = try store.change(id: id, by: by) { stored in
            if let expected, !expected.contains(stored.version) {
                throw Failure(
                    .stale, field: "If-Match", code: "stale",
                    detail: "The complaint was changed meanwhile (version \(stored.version)); load it again.")
            }
            let json = try JSONValue(parsing: stored.complaint.json)
            let clear = role.visibility == .masked ? try MaskedPatch.clear(patch, stored.complaint) : patch
            return try ComplaintDecoder().decode(json.merging(patch: .object(clear)))
        }
        return try changed.flatMap { try complaint(id: $0.id, role.visibility) }
    }

    private static func check(_ patch: JSONObject, _ role: Role) throws {
        for member in patch.members {
            if HandlingField(rawValue: member.name) != nil {
                // Names the field and the rule as `set` does; a status can't be cleared, for one.
                _ = try HandlingField.change(named: member.name, to: member.value)
            } else if ComplaintDecoder.ownNames.contains(member.name) {
                throw Failure(
                    .rejected, field: member.name, code: "not-changeable", detail: "The service sets this field itself."
                )
            } else if role != .admin {
                throw Failure(
                    .forbidden, field: String(member.name.prefix(40)), code: "field-not-allowed",
                    detail: "Only a token of role admin may change this field.")
            }
        }
    }
}

extension JSONValue {
    /// RFC 7396: objects are merged member by member, null takes a member away, all else replaces.
    func merging(patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var result = JSONObject()
        if case .object(let own) = self { result = own }
        for member in changes.members {
            if member.value == .null {
                result[member.name] = nil
            } else {
                result[member.name] = (result[member.name] ?? .null).merging(patch: member.value)
            }
        }
        return .object(result)
    }
}
