import ComplaintModel

/// A change by somebody who sees masks, and may send them back: a mask must never take the place of what it hides.
enum MaskedPatch {
    /// The patch with the clear value wherever it holds exactly the mask of what is stored.
    ///
    /// - Throws: `Failure` (`masked`) naming a field that holds such a mask within other text.
    static func clear(_ patch: JSONObject, _ stored: Complaint) throws(Failure) -> JSONObject {
        var result = patch
        for place in result.members.indices {
            let name = result.members[place].name
            let hidden = texts(name, stored).filter { Mask.text($0) != $0 }
            guard !hidden.isEmpty else { continue }
            result.members[place].value = try clear(result.members[place].value, hidden, name)
        }
        return result
    }

    /// What is stored in a field that staff may change.
    private static func texts(_ name: String, _ stored: Complaint) -> [String] {
        switch HandlingField(rawValue: name) {
        case .outcome: stored.handling.outcome.map { [$0] } ?? []
        case .category: stored.category.map { [$0] } ?? []
        case .district: stored.district.map { [$0] } ?? []
        case .tags: stored.tags
        default: []
        }
    }

    private static func clear(_ value: JSONValue, _ hidden: [String], _ name: String) throws(Failure) -> JSONValue {
        switch value {
        case .string(let text):
            if let same = hidden.first(where: { Mask.text($0) == text }) { return .string(same) }
            let masks = hidden.flatMap { pieces(Mask.text($0)) }
            guard !masks.contains(where: { text.contains($0) }) else {
                throw Failure(
                    .rejected, field: name, code: "masked",
                    detail: "This holds a number as your role sees it, masked; leave the field, or write it without.")
            }
            return value
        case .array(let values):
            var clear: [JSONValue] = []
            for value in values { clear.append(try self.clear(value, hidden, name)) }
            return .array(clear)
        default: return value
        }
    }

    /// The masked numbers of a text: `138****1234`.
    private static func pieces(_ masked: String) -> [String] {
        masked.split { !($0 == "*" || $0.isNumber) }.filter { $0.contains("*") && $0.contains(where: \.isNumber) }
            .map(String.init)
    }
}
