import ComplaintIndex
import GRDB
import TextAnalysis

/// Makes reports, each in one read transaction.
public struct ReportReader: Sendable {
    private let reader: ClusterReader

    public init(_ store: Store) { reader = ClusterReader(store) }

    /// The figures. O(rows) over columns in memory, then the rows it shows and hashes.
    /// - Returns: nil when the cluster asked for does not exist.
    public func report(_ request: ReportRequest) throws -> Report? {
        var request = request
        if let cluster = request.cluster {
            guard let current = try reader.cluster(cluster)?.summary.id else { return nil }
            request.cluster = current
        }
        let extractor = try IssueTermExtractor.shared.get()
        return try reader.store.read { [request] db in
            try ReportCollector(reader.store, extractor, request, db).report()
        }
    }
}

extension Report {
    /// One self-contained HTML file. The same figures give the same bytes.
    public func html() throws -> [UInt8] { try ReportHTML(self).bytes }
}
