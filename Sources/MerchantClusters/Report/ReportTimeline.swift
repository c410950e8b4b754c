import ComplaintModel

/// Complaints by week, or by month where there would be more than two years of weeks; without gaps.
public struct ReportTimeline: Sendable {
    public enum Step: String, Sendable { case week, month }

    public struct Point: Sendable {
        /// Monday, or the first of the month.
        public var start: DayDate
        /// Without repeats and copies.
        public var distinct: Int
        public var others: Int
    }

    public private(set) var step = Step.week
    public private(set) var points: [Point] = []

    static let mostWeeks = 104

    /// - Parameter days: day since 1970, and whether the complaint repeats or copies another.
    init(_ days: [(day: Int, isOther: Bool)]) {
        guard let first = days.map(\.day).min(), let last = days.map(\.day).max() else { return }
        step = (last - first) / 7 > Self.mostWeeks ? .month : .week
        var tally: [Int: (distinct: Int, others: Int)] = [:]
        for (day, isOther) in days {
            let start = self.start(of: day)
            tally[start, default: (0, 0)].distinct += isOther ? 0 : 1
            tally[start, default: (0, 0)].others += isOther ? 1 : 0
        }
        var at = start(of: first)
        while at <= last {
            let (distinct, others) = tally[at] ?? (0, 0)
            points.append(Point(start: DayDate(daysSince1970: Int32(clamping: at)), distinct: distinct, others: others))
            at = next(after: at)
        }
    }

    public var highest: Int { points.map { $0.distinct + $0.others }.max() ?? 0 }

    /// 1970-01-01 was a Thursday.
    private func start(of day: Int) -> Int {
        switch step {
        case .week: day - ((day + 3) % 7 + 7) % 7
        case .month: day - DayDate(daysSince1970: Int32(clamping: day)).civil.day + 1
        }
    }

    private func next(after start: Int) -> Int {
        step == .week ? start + 7 : self.start(of: start + 31)
    }
}
