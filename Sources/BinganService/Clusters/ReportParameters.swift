import ComplaintIndex
import MerchantClusters

/// How a report is given.
public enum ReportFormat: String, Sendable, CaseIterable {
    case html, csv, json

    /// The media type of HTTP.
    public var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        }
    }
}

/// The parameters of `report` as they were typed: those of `clusters`, and `cluster` for one alone.
public struct ReportParameters: Sendable, Equatable {
    public var clusters: ClusterParameters
    public private(set) var cluster: Int64?

    public init(clusters: ClusterParameters = ClusterParameters()) { self.clusters = clusters }

    /// Takes pairs of name and value as HTTP has them; `format` belongs to the caller.
    /// - Throws: `Failure` naming the parameter.
    public init(pairs: [(name: String, value: String)]) throws(Failure) {
        clusters = try ClusterParameters(pairs: pairs.filter { $0.name != "cluster" })
        let given = pairs.filter { $0.name == "cluster" }
        guard given.count <= 1 else { throw .parameter("cluster", "repeated", "Give the parameter once.") }
        try setCluster(given.first?.value)
    }

    public mutating func setCluster(_ text: String?) throws(Failure) {
        guard let text, !text.isEmpty else {
            cluster = nil
            return
        }
        guard let id = Int64(text), id > 0 else {
            throw .parameter("cluster", "out-of-range", "Give a cluster's id, a whole number.")
        }
        cluster = id
    }

    /// Name and value of each that is given, in a fixed order.
    var given: [(String, String)] {
        (cluster.map { [("cluster", "\($0)")] } ?? []) + clusters.given.map { ($0.name, $0.value) }
    }
}
