import ComplaintIndex
import ComplaintModel

extension BinganService {
    /// What `stats` counts by when nothing is said.
    public static let usualDimensions: [StatsDimension] = [.kind, .channel, .category, .district, .month]

    /// Counts and sums of the complaints that `parameters` select; `dimensions` is a list such as `kind,month`.
    public func stats(
        _ parameters: SearchParameters, dimensions: String?, _ visibility: Visibility = .masked
    ) throws -> StatsAnswer {
        let period = try ReceivedPeriod(from: parameters[.from], to: parameters[.to]).range
        var others = parameters
        try others.set(.from, nil)
        try others.set(.to, nil)
        var answer = try store.stats(
            StatsRequest(
                filters: others.filters(), by: Self.dimensions(dimensions),
                from: period.lower.map { Timestamp(epochSeconds: $0) },
                to: period.upper.map { Timestamp(epochSeconds: $0) }))
        // A category or district is free text, into which a number may have slipped.
        for (dimension, rows) in answer.tables {
            answer.tables[dimension] = rows.map { row in
                var shown = row
                shown.value = visibility.shown(row.value)
                return shown
            }
        }
        return answer
    }

    /// The complaints that `stats` counts as due by the same parameters, longest waiting first.
    public func due(_ parameters: SearchParameters) throws -> [DueComplaint] {
        try store.due(try parameters.filters())
    }

    private static func dimensions(_ text: String?) throws(Failure) -> [StatsDimension] {
        let dimensions = try ListParameter.values(of: StatsDimension.self, text, named: "by")
        return dimensions.isEmpty ? usualDimensions : dimensions
    }
}
