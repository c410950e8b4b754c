import ComplaintIndex
import ComplaintModel

/// An enforcement report's figures. Texts are masked already: a report is made to be passed on.
public struct Report: Sendable {
    /// A value with its count in three forms and its sum in dispute.
    public struct Row: Sendable {
        public var value: String
        public var count: CountForms
        public var amount: Amount
    }

    /// A merchant's place in the ranking.
    public struct Merchant: Sendable {
        public var id: Int64
        public var name: String
        public var count: CountForms
        public var amount: Amount
        /// Distinct complaints in the last 28 days of the report.
        public var recent: Int
        public var firstAt: Timestamp?
        public var lastAt: Timestamp?
    }

    /// A cluster with more of its complaints than a list shows.
    public struct Cluster: Sendable {
        public var summary: ClusterSummary
        public var timeline: ReportTimeline
        /// Typical first.
        public var examples: [ClusterSummary.Member]
    }

    public struct Amounts: Sendable {
        public var sum: Amount
        public var count: Int
        public var median: Amount?
        public var largest: Amount?
        /// Complaints by the size of the sum.
        public var bands: [(label: String, count: Int)]
    }

    /// Someone who complains against many merchants in nearly one text; by role only.
    public struct TemplateSender: Sendable {
        /// 甲, 乙, …; says nothing outside this report.
        public var role: String
        public var complaints: Int
        public var merchants: Int
        /// Average likeness of the texts, 0 to 1.
        public var likeness: Double
        public var firstAt: Timestamp?
        public var lastAt: Timestamp?
    }

    /// What the report was made from, so that it can be made again and checked.
    public struct Manifest: Sendable {
        public var arguments: [(name: String, value: String)]
        public var complaints: Int
        public var lastID: Int64
        public var analyzer: String
        /// SHA-256 over id, version and content hash of every complaint counted, by rising id.
        public var rowsHash: String
        /// The layout of the report; raised with every change.
        public static let layout = 1
    }

    public var title: String
    /// Received, first and last.
    public var firstAt: Timestamp?
    public var lastAt: Timestamp?
    public var count: CountForms
    /// Complaints without a merchant, which stand in no ranking and no cluster.
    public var withoutMerchant: Int
    public var amounts: Amounts
    public var timeline: ReportTimeline
    public var merchants: [Merchant]
    public var merchantTotal: Int
    public var clusters: [Cluster]
    public var clusterTotal: Int
    public var categories: [Row]
    public var districts: [Row]
    public var channels: [Row]
    public var senders: [TemplateSender]
    public var manifest: Manifest
}
