/// Whether both texts speak of one kind of trouble in whatever words, as far as Index/issue-topics.tsv knows it.
enum IssueLevel: UInt8, EvidenceLevel {
    case unknown
    /// One kind, clear in both.
    case sureSame
    case same
    /// Kinds that touch.
    case near
    case other
    /// Two kinds, each clear.
    case sureOther

    static let kind = "issue"
    /// Leads in log-odds units below which nothing is known, and from which a kind is clear.
    private static let (least, sure): (Float, Float) = (1, 2)

    init(_ a: borrowing Profile, _ b: borrowing Profile) {
        let lead = min(a.issue.lead, b.issue.lead)
        guard lead >= Self.least else {
            self = .unknown
            return
        }
        switch a.issue.likeness(b.issue) {
        case 0.8...: self = lead >= Self.sure ? .sureSame : .same
        case 0.2...: self = .near
        default: self = lead >= Self.sure ? .sureOther : .other
        }
    }

    var words: String {
        switch self {
        case .unknown: "问题类型不明 (kind of trouble unknown)"
        case .sureSame: "问题类型相同 (the same kind of trouble)"
        case .same: "问题类型大概相同 (probably the same kind of trouble)"
        case .near: "问题类型相近 (kinds of trouble that touch)"
        case .other: "问题类型大概不同 (probably another kind of trouble)"
        case .sureOther: "问题类型不同 (another kind of trouble)"
        }
    }
}
