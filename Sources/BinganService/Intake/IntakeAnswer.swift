import ComplaintIndex
import ComplaintModel

/// What the sender of a complaint is told once it is stored.
public struct IntakeAnswer: Sendable {
    public enum Result: String, Sendable {
        case added, unchanged, updated
    }

    public let id: Int64
    public let number: String?
    public let result: Result
    /// The same request was answered before: this is that answer.
    public private(set) var isRepeated = false
    /// The answer as one JSON object, by the names of the contract.
    public let json: [UInt8]

    /// An answer that was given before.
    init(id: Int64, json: [UInt8]) {
        self.id = id
        number = nil
        result = Self.result(of: json)
        isRepeated = true
        self.json = json
    }

    private static func result(of json: [UInt8]) -> Result {
        guard case .object(let answer)? = try? JSONValue(parsing: json), case .string(let name)? = answer["result"]
        else {
            return .added
        }
        return Result(rawValue: name) ?? .added
    }

    /// - Parameter stored: the complaint as it may be shown.
    init(_ result: Result, _ stored: StoredComplaint, _ duplicate: ShownDuplicate?) {
        id = stored.id
        number = stored.complaint.number
        self.result = result
        json = JSONObjectWriter.bytes { object in
            object.field("id", stored.id)
            object.field("number", stored.complaint.number)
            object.field("result", result.rawValue)
            if let duplicate {
                object.object("duplicate") { duplicate.writeFields(into: &$0) }
            } else {
                object.null("duplicate")
            }
            object.object("merchant") { merchant in
                merchant.field("id", stored.merchantID)
                merchant.field("name", stored.complaint.merchant.name)
            }
            if let cluster = stored.clusterID {
                object.object("cluster") { $0.field("id", cluster) }
            } else {
                object.null("cluster")
            }
        }
    }
}

extension IntakeAnswer.Result {
    init(_ result: AddResult) {
        switch result {
        case .added: self = .added
        case .unchanged: self = .unchanged
        case .updated: self = .updated
        }
    }
}
