/// A new value for one handling field; nil, or no tags, clears it.
public enum HandlingChange: Sendable, Hashable {
    case status(Status)
    case assignedTo(String?)
    case dueAt(Timestamp?)
    case acceptedAt(Timestamp?)
    case contactedAt(Timestamp?)
    case closedAt(Timestamp?)
    case outcome(String?)
    case recoveredAmount(Amount?)
    case tags([String])
    case category(String?)
    case district(String?)

    public var field: HandlingField {
        switch self {
        case .status: .status
        case .assignedTo: .assignedTo
        case .dueAt: .dueAt
        case .acceptedAt: .acceptedAt
        case .contactedAt: .contactedAt
        case .closedAt: .closedAt
        case .outcome: .outcome
        case .recoveredAmount: .recoveredAmount
        case .tags: .tags
        case .category: .category
        case .district: .district
        }
    }

    /// Makes the change; nil when the field has that value already.
    ///
    /// `old` and `new` are the values as the history shows them.
    @discardableResult
    public func apply(to complaint: inout Complaint) -> (old: String?, new: String?)? {
        let before = complaint
        switch self {
        case .status(let value): complaint.handling.status = value
        case .assignedTo(let value): complaint.handling.assignedTo = value
        case .dueAt(let value): complaint.handling.dueAt = value
        case .acceptedAt(let value): complaint.handling.acceptedAt = value
        case .contactedAt(let value): complaint.handling.contactedAt = value
        case .closedAt(let value): complaint.handling.closedAt = value
        case .outcome(let value): complaint.handling.outcome = value
        case .recoveredAmount(let value): complaint.handling.recoveredAmount = value
        case .tags(let value): complaint.tags = value
        case .category(let value): complaint.category = value
        case .district(let value): complaint.district = value
        }
        return complaint == before ? nil : (field.text(of: before), field.text(of: complaint))
    }
}
