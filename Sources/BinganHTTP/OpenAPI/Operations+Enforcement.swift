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
    ]

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
