import BinganService
import ComplaintModel

/// Merchants, clusters, alerts.
extension Operations {
    static let enforcement: [String: Operation] = [
        "GET /v1/merchants": Operation(
            summary: "Merchants by number of complaints, those with names like `q`.",
            parameters: [
                .init(name: "q", schema: Schema.text), .init(name: "limit", schema: Schema.whole(1...1000)),
            ], answers: [json("Merchants", "The merchants.")]),
        "GET /v1/merchants/{id}": Operation(
            summary: "One merchant with its names, branches, decisions and timeline.",
            answers: [json("Merchant", "The merchant; a merged one's id leads here.")], problems: [404]),
        "POST /v1/merchants/{id}/join": Operation(
            summary: "Make another merchant one with this, which binds.",
            body: [decision([("other", Schema.id)], ["other"])],
            answers: [json("Merchant", "The merchant that both are now.")], problems: decisionProblems),
        "POST /v1/merchants/{id}/part": Operation(
            summary: "Make a name of this merchant a merchant of its own, which binds.",
            body: [
                decision(
                    [("name", ["type": "string", "minLength": .integer(1), "maxLength": .integer(500)])], ["name"])
            ],
            answers: [json("Merchant", "The new merchant.")], problems: decisionProblems),
        "POST /v1/merchants/{id}/undo": Operation(
            summary: "Take back the last decision about this merchant.",
            answers: [json("MerchantDecision", "The decision.")], problems: [404, 422]),
        "GET /v1/clusters": Operation(
            summary: "What several people complain of at one merchant.", parameters: clusterParameters,
            answers: [json("Clusters", "The clusters.")]),
        "GET /v1/clusters/{id}": Operation(
            summary: "One cluster with its complaints.", answers: [json("Cluster", "The cluster.")], problems: [404]),
        "GET /v1/alerts": Operation(
            summary: "Merchants, issues and districts with more people than usual, within a budget of false alarms.",
            parameters: alertParameters, answers: [json("Alerts", "The alerts.")]),
        "GET /v1/report": Operation(
            summary: "A report on a merchant, a cluster or a period: one self-contained page in Chinese, CSV or JSON.",
            parameters: clusterParameters + [
                .init(name: "cluster", schema: Schema.id, description: "One cluster alone."),
                .init(name: "format", schema: Schema.choice(ReportFormat.self), description: "html when left out."),
            ],
            answers: [
                .init(
                    status: 200, description: "The report, masked; the same rows and parameters give the same bytes.",
                    type: "text/html", otherTypes: ["text/csv", "application/json"])
            ], problems: [404]),
        "GET /v1/suggest": Operation(
            summary: "Merchants, categories and words that begin with, or hold, what was typed.",
            parameters: [
                .init(
                    name: "q", schema: Schema.text, description: "Hanzi, or letters: pinyin or initials of merchants."),
                .init(name: "limit", schema: Schema.whole(1...100), description: "Of each kind; 8 when left out."),
            ],
            answers: [json("Suggestions", "What may be meant.")]),
    ]

    private static let decisionProblems = [404, 408, 413, 415, 422]

    /// A body that no member but these and `reason` may have.
    static func decision(_ members: [(String, JSONValue)], _ required: [String]) -> Operation.Body {
        let reason = Schema.optional(["type": "string", "maxLength": .integer(500)])
        guard case .object(var object) = Schema.object(members + [("reason", reason)], required: required) else {
            return .init(type: "application/json", schema: Schema.anything)
        }
        object["additionalProperties"] = .bool(false)
        return .init(type: "application/json", schema: .object(object))
    }

    private static let alertParameters: [Operation.Parameter] = AlertParameter.allCases.map { parameter in
        switch parameter {
        case .budget:
            .init(
                name: parameter.rawValue, schema: ["type": "number", "minimum": .integer(0)],
                description: "False alarms a month, 0.01 to 1000.")
        case .asOf: .init(name: parameter.rawValue, schema: Schema.text, description: "A day, such as 2021-03-15.")
        case .all: .init(name: parameter.rawValue, schema: Schema.boolean, description: "Muted ones too.")
        case .limit: .init(name: parameter.rawValue, schema: Schema.whole(AlertParameters.limits))
        case .merchant, .category, .district: .init(name: parameter.rawValue, schema: Schema.text)
        }
    }

    private static let clusterParameters: [Operation.Parameter] = ClusterParameter.allCases.map { parameter in
        switch parameter {
        case .from, .to: period(parameter.rawValue)
        case .limit: .init(name: "limit", schema: Schema.whole(ClusterParameters.limits))
        case .minSize: .init(name: parameter.rawValue, schema: Schema.whole(1...1_000_000))
        case .sort:
            .init(name: parameter.rawValue, schema: Schema.choice(["significance", "size", "newest", "amount"]))
        default: .init(name: parameter.rawValue, schema: Schema.text)
        }
    }
}
