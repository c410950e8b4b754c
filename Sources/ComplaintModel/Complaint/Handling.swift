/// What the authority has done about a complaint.
///
/// Tags, category and district count as handling too (see ``HandlingField``), but they are also what the sender says,
/// and so belong to ``Complaint``.
public struct Handling: Sendable, Hashable {
    public var status: Status
    public var assignedTo: String?
    public var dueAt: Timestamp?
    public var acceptedAt: Timestamp?
    public var contactedAt: Timestamp?
    public var closedAt: Timestamp?
    public var outcome: String?
    public var recoveredAmount: Amount?

    public init(
        status: Status = .received, assignedTo: String? = nil, dueAt: Timestamp? = nil, acceptedAt: Timestamp? = nil,
        contactedAt: Timestamp? = nil, closedAt: Timestamp? = nil, outcome: String? = nil,
        recoveredAmount: Amount? = nil
    ) {
        self.status = status
        self.assignedTo = assignedTo
        self.dueAt = dueAt
        self.acceptedAt = acceptedAt
        self.contactedAt = contactedAt
        self.closedAt = closedAt
        self.outcome = outcome
        self.recoveredAmount = recoveredAmount
    }
}
