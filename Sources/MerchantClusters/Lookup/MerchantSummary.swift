import ComplaintModel

/// A merchant in a list.
public struct MerchantSummary: Sendable, Equatable {
    public var id: Int64
    /// The fullest of its names that is in use.
    public var name: String
    public var complaints: Int
    /// Names it is written with.
    public var names: Int
    public var branches: Int
    public var firstAt: Timestamp?
    public var lastAt: Timestamp?
    /// In dispute.
    public var amount: Amount
}

/// One name of a merchant, with why it is taken for one of its names.
public struct MerchantMention: Sendable, Equatable {
    /// The id that complaints with this name carry.
    public var id: Int64
    public var name: String
    public var branch: String?
    public var platform: String?
    public var code: String?
    public var complaints: Int
    public var reasons: [LinkReason]
    public var probability: Double
    /// Named in the text only.
    public var isFromText: Bool
}

public struct MerchantBranch: Sendable, Equatable {
    /// The lowest id of its names.
    public var id: Int64
    public var name: String
    public var complaints: Int
}

/// Another merchant that has something in common with one, without being it.
public struct LinkedMerchant: Sendable, Equatable {
    public enum Kind: String, Sendable { case brand, phone, address, code, name }

    public var id: Int64
    public var name: String
    public var kind: Kind
    /// What they share; a telephone number is masked by the caller.
    public var value: String
}

/// What staff decided about a merchant.
public struct MerchantDecision: Sendable, Equatable {
    public enum Kind: String, Sendable { case join, part }

    public var id: Int64
    public var kind: Kind
    public var merchantID: Int64
    public var otherID: Int64
    public var otherName: String
    public var by: String
    public var at: Timestamp
    public var reason: String?
    public var undoneBy: String?
    public var undoneAt: Timestamp?
}

/// All that is known of one merchant.
public struct MerchantDetail: Sendable, Equatable {
    public var summary: MerchantSummary
    /// The id that was asked for, where it stands for this merchant today.
    public var redirectedFrom: Int64?
    public var brand: String
    public var mentions: [MerchantMention]
    public var branches: [MerchantBranch]
    public var linked: [LinkedMerchant]
    public var decisions: [MerchantDecision]
    public var categories: [(value: String, count: Int)]
    public var districts: [(value: String, count: Int)]
    /// Complaints by month of receipt, oldest first, without gaps.
    public var timeline: [(month: String, count: Int)]
    /// The same by day, in days since 1970; days of none are left out.
    public var days: [(day: Int, count: Int)]

    public static func == (a: MerchantDetail, b: MerchantDetail) -> Bool {
        a.summary == b.summary && a.redirectedFrom == b.redirectedFrom && a.mentions == b.mentions
            && a.branches == b.branches && a.linked == b.linked && a.decisions == b.decisions
    }
}
