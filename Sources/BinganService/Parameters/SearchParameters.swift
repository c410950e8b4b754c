import ComplaintIndex
import ComplaintModel

/// Search's parameters as they were typed; reading them is where each is checked.
///
/// An empty value is the same as none, since forms send their empty fields too.
public struct SearchParameters: Sendable, Equatable {
    var values = TypedValues<SearchParameter>()

    public init() {}

    /// Takes pairs of name and value as HTTP has them.
    ///
    /// - Throws: `Failure` naming the parameter that isn't known, isn't among `allowed`, comes twice, or holds a NUL.
    public init(
        pairs: [(name: String, value: String)], allowed: Set<SearchParameter> = Set(SearchParameter.allCases)
    ) throws(Failure) {
        values = try TypedValues(pairs: pairs, allowed: allowed)
    }

    /// - Throws: `Failure` for a value that holds a NUL, which would end it silently further down.
    public mutating func set(_ parameter: SearchParameter, _ value: String?) throws(Failure) {
        try values.set(parameter, value)
    }

    public subscript(parameter: SearchParameter) -> String? { values[parameter] }

    /// The query's text; empty for every complaint.
    public func query() -> String { values[.query] ?? "" }

    /// Which complaints are meant, as one line: the query, then each condition as `name:value`.
    public var spoken: String {
        let conditions = SearchParameter.allCases.compactMap { parameter in
            guard parameter != .query, SearchParameter.selecting.contains(parameter) else { return nil as String? }
            return values[parameter].map { "\(parameter.rawValue):\($0)" }
        }
        return ([query()] + conditions).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What the search is, everything checked.
    public func request() throws(Failure) -> SearchRequest {
        SearchRequest(
            query: query(), filters: try filters(), sort: try sort(), limit: try limit(), cursor: values[.cursor],
            facets: try facets(), explain: try explain())
    }

    /// The conditions beside the query, all of which must hold.
    public func filters() throws(Failure) -> [Filter] {
        var filters: [Filter] = []
        for parameter in SearchParameter.allCases {
            guard let field = parameter.filterField, let value = values[parameter] else { continue }
            guard let filter = Filter.parse(field: field, value: value) else {
                throw .parameter(parameter.rawValue, "out-of-range", Self.hint(for: field))
            }
            filters.append(filter)
        }
        if let received = try ReceivedPeriod(from: values[.from], to: values[.to]).filter { filters.append(received) }
        return filters
    }

    private static func hint(for field: FilterField) -> String {
        switch field {
        case .channel: "Give one of: \(Channel.allCases.map(\.rawValue).joined(separator: ", "))."
        case .kind: "Give one of: \(Kind.allCases.map(\.rawValue).joined(separator: ", "))."
        case .status: "Give one of: \(Status.allCases.map(\.rawValue).joined(separator: ", "))."
        case .phone: "Give a telephone number, such as 13800001234."
        default: "Give at least one letter, digit or Hanzi."
        }
    }
}
