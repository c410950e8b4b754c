import ComplaintModel
import HTTPTypes

/// What the document says of an endpoint.
struct Operation: Sendable {
    /// A parameter of the URI or a header.
    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case query, header
        }

        let name: String
        let schema: JSONValue
        var place = Place.query
        var isRequired = false
        var description: String?
    }

    struct Body: Sendable {
        let type: String
        /// Nil for lines of JSON.
        let schema: JSONValue
    }

    struct Answer: Sendable {
        let status: Int
        let description: String
        /// Nil for no body.
        var type: String? = "application/json"
        /// What it may be instead.
        var otherTypes: [String] = []
        var schema: JSONValue = Schema.anything
        var headers: [String] = []
    }

    let summary: String
    var parameters: [Parameter] = []
    var body: [Body] = []
    var answers: [Answer]
    /// The statuses of problems beside those that every route may answer.
    var problems: [Int] = []
}
