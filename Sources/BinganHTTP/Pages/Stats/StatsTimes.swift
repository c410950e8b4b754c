import ComplaintIndex
import ComplaintModel

/// Days, weeks or months without a gap, for a chart.
enum StatsTimes {
    /// Most steps that a chart shows: the latest.
    private static let most = 366

    /// Counts by `step`, those of nothing too.
    static func filled(_ rows: [StatsRow], by step: StatsDimension) -> [(String, Int)] {
        guard let first = rows.first, let last = rows.last else { return [] }
        let counts = Dictionary(rows.map { ($0.value, $0.count) }, uniquingKeysWith: +)
        var values: [(String, Int)] = []
        var value = first.value
        // Values are written so that they order as they follow.
        while value <= last.value {
            values.append((value, counts[value] ?? 0))
            guard let next = following(value, step) else { break }
            value = next
        }
        return Array(values.suffix(most))
    }

    private static func following(_ value: String, _ step: StatsDimension) -> String? {
        if step == .month {
            guard let day = DayDate(text: value + "-01") else { return nil }
            return String(DayDate(daysSince1970: day.daysSince1970 + 31).text.prefix(7))
        }
        return DayDate(text: value).map { DayDate(daysSince1970: $0.daysSince1970 + (step == .week ? 7 : 1)).text }
    }
}
