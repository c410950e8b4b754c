import ComplaintModel

/// What a list of clusters is ordered by.
public enum ClusterSort: String, Sendable, CaseIterable {
    /// How much more than its own past, most first.
    case significance
    /// Complaints, most first.
    case size
    /// The last complaint, newest first.
    case newest
    /// The sum in dispute, largest first.
    case amount
}

/// Which clusters are asked for. District and period choose complaints: only those are counted.
public struct ClusterRequest: Sendable {
    /// The merchants; nil for all.
    public var merchants: Set<Int64>?
    /// The category most of a cluster's complaints have, or one above it.
    public var category: String?
    public var district: String?
    /// Seconds since 1970; received from, and before.
    public var from: Int64?
    public var to: Int64?
    /// Fewest complaints.
    public var minSize = 3
    public var sort = ClusterSort.significance
    /// Most clusters to give.
    public var limit = 20
    /// So many of the first are passed over.
    public var after = 0

    public init() {}
}
