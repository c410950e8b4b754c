/// The fields that change while a complaint is handled; each change of one is kept in the complaint's history.
public enum HandlingField: String, Sendable, CaseIterable {
    case status
    case assignedTo = "assigned_to"
    case dueAt = "due_at"
    case acceptedAt = "accepted_at"
    case contactedAt = "contacted_at"
    case closedAt = "closed_at"
    case outcome
    case recoveredAmount = "recovered_amount"
    case tags
    case category
    case district

    /// The field's value as the history shows it: times as RFC 3339, sums with two decimals, tags joined by commas;
    /// nil when there is none.
    public func text(of complaint: Complaint) -> String? {
        let handling = complaint.handling
        return switch self {
        case .status: handling.status.rawValue
        case .assignedTo: handling.assignedTo
        case .dueAt: handling.dueAt?.text
        case .acceptedAt: handling.acceptedAt?.text
        case .contactedAt: handling.contactedAt?.text
        case .closedAt: handling.closedAt?.text
        case .outcome: handling.outcome
        case .recoveredAmount: handling.recoveredAmount?.text
        case .tags: complaint.tags.isEmpty ? nil : complaint.tags.joined(separator: ",")
        case .category: complaint.category
        case .district: complaint.district
        }
    }
}
