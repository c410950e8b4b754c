import ComplaintIndex
import ComplaintModel

/// The time of receipt between `from` and `to`, both included: a year, a month, a day, or a moment by RFC 3339.
struct ReceivedPeriod {
    /// Seconds since 1970, lower included, upper not.
    let range: EpochRange

    /// - Throws: `Failure` naming the end that can't be read, or `to` when it lies before `from`.
    init(from: String?, to: String?) throws(Failure) {
        let lower = try Self.seconds(from, "from")?.lowerBound
        let upper = try Self.seconds(to, "to")?.upperBound
        if let lower, let upper, lower >= upper {
            throw .parameter("to", "out-of-range", "Give an end that isn't before `from`.")
        }
        range = EpochRange(lower: lower, upper: upper)
    }

    /// Nil when both ends are open.
    var filter: Filter? {
        range.lower == nil && range.upper == nil ? nil : Filter(field: .received, condition: .received(range))
    }

    private static func seconds(_ text: String?, _ name: String) throws(Failure) -> Range<Int64>? {
        guard let text else { return nil }
        if text.contains(":"), let moment = Timestamp(rfc3339: text) {
            return moment.epochSeconds..<(moment.epochSeconds + 1)
        }
        // The query language reads ranges and signs too, which are no single end.
        let isPlain = !text.contains("..") && text.allSatisfy { "0123456789-/.年月日".contains($0) }
        guard isPlain, case .received(let period) = Filter.parse(field: .received, value: text)?.condition,
            let lower = period.lower, let upper = period.upper
        else {
            throw .parameter(name, "not-a-time", "Give a year, month or day, such as 2021, 2021-03 or 2021-03-15.")
        }
        return lower..<upper
    }
}
