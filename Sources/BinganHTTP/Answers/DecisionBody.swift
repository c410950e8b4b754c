import BinganService
import ComplaintModel
import HTTPTypes

/// A small JSON object with what somebody decided; every member is known.
struct DecisionBody: Sendable {
    private let object: JSONObject

    /// Unicode scalars of a reason or a name.
    private static let longest = 500

    /// - Throws: `Problem` 422 naming a member that isn't known or comes twice.
    init(_ call: Call, known: Set<String>) async throws {
        let object = try await call.object()
        var seen: Set<String> = []
        for member in object.members {
            guard known.contains(member.name) else {
                throw Self.fault(
                    String(member.name.prefix(40)), "unknown-field",
                    "Known are: \(known.sorted().joined(separator: ", ")).")
            }
            guard seen.insert(member.name).inserted else {
                throw Self.fault(member.name, "duplicate-key", "Give the field once; it is here twice.")
            }
        }
        self.object = object
    }

    /// A string; nil for null, none, and an empty one.
    func text(_ name: String) throws -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text):
            guard text.unicodeScalars.count <= Self.longest else {
                throw Self.fault(name, "too-long", "Give at most \(Self.longest) characters.")
            }
            return text.isEmpty ? nil : text
        default: throw Self.fault(name, "wrong-type", "Give a string.")
        }
    }

    /// The id of a complaint, a merchant and the like.
    func id(_ name: String) throws -> Int64 {
        guard let value = object[name], value != .null else { throw Self.missing(name) }
        guard case .number(let number) = value, let id = ComplaintID(number.text) else {
            throw Self.fault(name, "wrong-type", "Give an id, a whole number.")
        }
        return id.number
    }

    static func missing(_ name: String) -> Problem { fault(name, "missing", "Give this field.") }

    static func fault(_ name: String, _ code: String, _ detail: String) -> Problem {
        Problem(status: .unprocessableContent, detail: detail, code: code, field: name)
    }
}
