/// What evidence is about, as answers name it.
enum EvidenceKind: Int, CaseIterable, Sendable {
    case prior, person, text, topic, details, facts, issue, merchant, order, amount, day, crowd, history, bond

    static let count = allCases.count

    var name: String {
        switch self {
        case .prior: "prior"
        case .person: PersonLevel.kind
        case .text: TextLevel.kind
        case .topic: TopicLevel.kind
        case .details: DetailsLevel.kind
        case .facts: FactsLevel.kind
        case .issue: IssueLevel.kind
        case .merchant: MerchantLevel.kind
        case .order: OrderLevel.kind
        case .amount: AmountLevel.kind
        case .day: DayLevel.kind
        case .crowd: CrowdLevel.kind
        case .history: HistoryLevel.kind
        case .bond: Bond.kind
        }
    }
}
