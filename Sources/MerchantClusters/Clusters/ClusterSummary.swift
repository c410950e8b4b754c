import ComplaintIndex
import ComplaintModel

/// A cluster as lists and reports show it. Texts in it are as they were sent: mask them before they go out.
public struct ClusterSummary: Sendable {
    /// A value with how many complaints have it.
    public struct Share: Sendable, Equatable {
        public var value: String
        public var count: Int
    }

    /// A member that stands for something: the most typical one, the weakest link.
    public struct Member: Sendable, Equatable {
        public var id: Int64
        public var number: String?
        public var receivedAt: Timestamp?
        /// The average likeness to the members, 0 to 1.
        public var likeness: Double
        public var text: String
    }

    public var id: Int64
    public var merchantID: Int64?
    public var merchantName: String?
    /// What it is about, in words: 关店失联、退款.
    public var title: String
    /// The category most complaints have.
    public var category: String?
    public var count: CountForms
    /// Texts that several people sent, each one campaign.
    public var campaigns: Int
    public var firstAt: Timestamp?
    public var lastAt: Timestamp?
    /// The sum in dispute and over how many complaints.
    public var amount: Amount
    public var amountCount: Int
    /// Commonest first.
    public var districts: [Share]
    public var channels: [Share]
    public var categories: [Share]
    public var keyTerms: [String]
    /// −log10 of the chance that as many came lately.
    public var significance: Double
    /// Distinct complaints within the last 28 days.
    public var recent: Int
    /// Complaints by day since 1970, rising.
    public var days: [(day: Int, count: Int)]
    public var representative: Member?
    public var weakest: Member?
}

/// A list of clusters.
public struct ClusterList: Sendable {
    /// Clusters that the request chooses, shown or not.
    public var total: Int
    /// The last day of the window that `significance` looks at: the last day of receipt.
    public var asOf: DayDate?
    public var clusters: [ClusterSummary]
}
