import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// The names of the parameters of `clusters`, on the command line (`--min-size`) as in HTTP (`min-size=`).
public enum ClusterParameter: String, Sendable, CaseIterable {
    case merchant, category, district, from, to
    case minSize = "min-size"
    case sort, limit
}

/// The parameters of `clusters` as they were typed; reading them is where each is checked. An empty value is the same
/// as none.
public struct ClusterParameters: Sendable, Equatable {
    private var values = TypedValues<ClusterParameter>()

    public static let limits = 1...1000

    public init() {}

    /// Takes pairs of name and value as HTTP has them.
    /// - Throws: `Failure` naming the parameter that isn't known, comes twice, or holds a NUL.
    public init(pairs: [(name: String, value: String)]) throws(Failure) {
        values = try TypedValues(pairs: pairs)
    }

    /// - Throws: `Failure` for a value that holds a NUL.
    public mutating func set(_ parameter: ClusterParameter, _ value: String?) throws(Failure) {
        try values.set(parameter, value)
    }

    public subscript(parameter: ClusterParameter) -> String? { values[parameter] }

    /// Name and value of each that is given, in a fixed order.
    public var given: [(name: String, value: String)] {
        ClusterParameter.allCases.compactMap { parameter in values[parameter].map { (parameter.rawValue, $0) } }
    }

    /// Everything but the merchant, checked.
    func request() throws(Failure) -> ClusterRequest {
        var request = ClusterRequest()
        request.category = values[.category]
        request.district = values[.district]
        let range = try ReceivedPeriod(from: values[.from], to: values[.to]).range
        (request.from, request.to) = (range.lower, range.upper)
        request.minSize = try values.number(.minSize, 1...1_000_000) ?? request.minSize
        request.limit = try values.number(.limit, Self.limits) ?? request.limit
        if let text = values[.sort] {
            guard let sort = ClusterSort(rawValue: text) else {
                let names = ClusterSort.allCases.map(\.rawValue).joined(separator: ", ")
                throw .parameter("sort", "out-of-range", "Give one of: \(names).")
            }
            request.sort = sort
        }
        return request
    }
}
