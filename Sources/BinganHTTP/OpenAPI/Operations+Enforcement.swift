import BinganService
import ComplaintModel

/// Merchants, clusters, alerts.
extension Operations {
    static let enforcement: [String: Operation] = [
        "GET /v1/clusters": Operation(
            summary: "What several people complain of at one merchant.", parameters: clusterParameters,
            answers: [json("Clusters", "The clusters.")]),
        "GET /v1/clusters/{id}": Operation(
            summary: "One cluster with its complaints.", answers: [json("Cluster", "The cluster.")], problems: [404]),
        "GET /v1/alerts": Operation(
            summary: "Merchants, issues and districts with more people than usual, within a budget of false alarms.",
            parameters: alertParameters, answers: [json("Alerts", "The alerts.")]),
    ]

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
