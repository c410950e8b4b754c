import ComplaintIndex

/// The names of search's parameters, on the command line (`--merchant`) as in HTTP (`merchant=`).
public enum SearchParameter: String, Sendable, CaseIterable {
    /// The query itself; the command line takes it as an argument.
    case query = "q"
    case merchant, channel, kind, category, district, status, phone, order
    case from, to
    case sort, limit, cursor, facets, explain

    /// Those that say which complaints are meant: what export and stats take.
    public static let selecting: Set<SearchParameter> = [
        .query, .merchant, .channel, .kind, .category, .district, .status, .phone, .order, .from, .to,
    ]

    /// The field that the parameter is a condition on; nil for those that are none of their own.
    var filterField: FilterField? {
        switch self {
        case .merchant: .merchant
        case .channel: .channel
        case .kind: .kind
        case .category: .category
        case .district: .district
        case .status: .status
        case .phone: .phone
        case .order: .order
        case .query, .from, .to, .sort, .limit, .cursor, .facets, .explain: nil
        }
    }
}
