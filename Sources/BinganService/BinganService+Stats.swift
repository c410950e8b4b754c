import ComplaintIndex
import ComplaintModel

extension BinganService {
    /// What `stats` counts by when nothing is said.
    public static let usualDimensions: [StatsDimension] = [.kind, .channel, .category, .district, .month]

    /// Counts and sums of the complaints that `parameters` select; `dimensions` is a list such as `kind,month`.
    public func stats(_ parameters: SearchParameters, dimensions: String?) throws -> StatsAnswer {
        let period = try ReceivedPeriod(from: parameters[.from], to: parameters[.to]).range
        var others = parameters
        try others.set(.from, nil)
        try others.set(.to, nil)
        return try store.stats(
            StatsRequest(
                filters: others.filters(), by: Self.dimensions(dimensions),
                from: period.lower.map { Timestamp(epochSeconds: $0) },
                to: period.upper.map { Timestamp(epochSeconds: $0) }))
    }

    private static func dimensions(_ text: String?) throws(Failure) -> [StatsDimension] {
        guard let text, !text.isEmpty else { return usualDimensions }
        var dimensions: [StatsDimension] = []
        for part in text.split(separator: ",") {
            guard let dimension = StatsDimension(rawValue: part.filter { $0 != " " }) else {
                let names = StatsDimension.allCases.map(\.rawValue).joined(separator: ", ")
                throw .parameter("by", "out-of-range", "Give some of: \(names).")
            }
            if !dimensions.contains(dimension) { dimensions.append(dimension) }
        }
        return dimensions
    }
}
