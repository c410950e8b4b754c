/// Fields of the sender that are not ours, in their order.
public typealias ExtraFields = JSONObject

/// One complaint, report or question as its sender gave it, with the state of its handling.
///
/// Values from ``ComplaintDecoder`` or ``CSVComplaintDecoder`` keep the limits of ``ComplaintField``; absent strings are
/// nil, never blank.
public struct Complaint: Sendable, Hashable {
    /// The sender's own number, unique where given.
    public var number: String?
    public var kind: Kind
    public var channel: Channel
    public var receivedAt: Timestamp?
    public var complainant: Complainant
    public var merchant: MerchantPart
    /// One level or two: `网购/家电`.
    public var category: String?
    public var district: String?
    /// What happened. The one field that a complaint must have; empty only in a part of one.
    public var text: String
    public var demand: String?
    /// The sum in dispute.
    public var amount: Amount?
    public var orderNumber: String?
    public var occurredOn: DayDate?
    /// Names of files or links.
    public var evidence: [String]
    public var tags: [String]
    public var handling: Handling
    public var extra: ExtraFields

    public init(
        number: String? = nil, kind: Kind = .complaint, channel: Channel = .other, receivedAt: Timestamp? = nil,
        complainant: Complainant = Complainant(), merchant: MerchantPart = MerchantPart(), category: String? = nil,
        district: String? = nil, text: String, demand: String? = nil, amount: Amount? = nil,
        orderNumber: String? = nil, occurredOn: DayDate? = nil, evidence: [String] = [], tags: [String] = [],
        handling: Handling = Handling(), extra: ExtraFields = ExtraFields()
    ) {
        self.number = number
        self.kind = kind
        self.channel = channel
        self.receivedAt = receivedAt
        self.complainant = complainant
        self.merchant = merchant
        self.category = category
        self.district = district
        self.text = text
        self.demand = demand
        self.amount = amount
        self.orderNumber = orderNumber
        self.occurredOn = occurredOn
        self.evidence = evidence
        self.tags = tags
        self.handling = handling
        self.extra = extra
    }
}
