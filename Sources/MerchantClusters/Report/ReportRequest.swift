/// What an enforcement report is about: complaints chosen as `clusters` chooses them, or one cluster.
public struct ReportRequest: Sendable {
    /// Merchants, category, district, period, smallest cluster; `limit` is the clusters and merchants shown.
    public var choice: ClusterRequest
    /// One cluster; its merchant is the report's.
    public var cluster: Int64?
    /// The arguments as they were given, for the manifest.
    public var arguments: [(name: String, value: String)]

    public init(choice: ClusterRequest = ClusterRequest(), cluster: Int64? = nil, arguments: [(String, String)] = []) {
        self.choice = choice
        self.cluster = cluster
        self.arguments = arguments.map { (name: $0.0, value: $0.1) }
    }
}
