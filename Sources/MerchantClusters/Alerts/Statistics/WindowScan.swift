/// What a series has: people per day of the recent past and in sum before it.
package struct SeriesCounts: Sendable {
    /// People before the recent days, within the history.
    package var before: Int
    /// People on each of the recent days, oldest first; the last is today. At least ``BurstFormula/longest`` days.
    package var recent: [Int32]

    package init(before: Int, recent: [Int32]) {
        self.before = before
        self.recent = recent
    }
}

/// How long the days of a series are, in ordinary days: a Sunday counts less, a week in which the whole trade brings twice
/// as much counts double.
package struct SeriesExposure: Sendable {
    package var before: Double
    /// By the calendar alone, as long as the counts' recent days.
    package var recent: [Double]
    /// For each window length, how much more the trade brings than it used to.
    package var factors: [Double]

    package init(before: Double, recent: [Double], factors: [Double]? = nil) {
        self.before = before
        self.recent = recent
        self.factors = factors ?? [Double](repeating: 1, count: BurstFormula.windows.count)
    }
}

/// The window in which a count is least to be expected.
package struct WindowFinding: Sendable, Equatable {
    /// Length in days; the window ends on the last of the recent days.
    package let days: Int
    package let observed: Int
    package let expected: Double
    package let probability: Double
}

/// Looks at all windows that end on the last day.
package struct WindowScan: Sendable {
    let prior: RatePrior
    /// Findings above this are not wanted.
    let limit: Double

    package init(prior: RatePrior, limit: Double = 1) {
        self.prior = prior
        self.limit = limit
    }

    /// The least likely window, if it is at most as likely as the limit. O(recent days + windows × components).
    package func best(_ counts: SeriesCounts, _ exposure: SeriesExposure, dispersion: Double) -> WindowFinding? {
        let days = counts.recent.count
        let people = counts.recent.reduce(counts.before) { $0 + Int($1) }
        let length = exposure.recent.reduce(exposure.before, +)
        var best: WindowFinding?
        var (inside, insideLength) = (0, 0.0)
        var place = days
        for (index, window) in BurstFormula.windows.enumerated() where window <= days {
            while place > days - window {
                place -= 1
                inside += Int(counts.recent[place])
                insideLength += exposure.recent[place]
            }
            guard inside >= BurstFormula.fewest else { continue }
            guard length > insideLength else { continue }
            let rate = prior.posterior(count: people - inside, exposure: length - insideLength)
            let windowLength = insideLength * exposure.factors[index]
            let least = min(limit, best?.probability ?? 1)
            let probability = BurstFormula.tail(
                inside, exposure: windowLength, rate, dispersion: dispersion, limit: least)
            guard probability <= least else { continue }
            best = WindowFinding(
                days: window, observed: inside, expected: rate.mean * windowLength, probability: probability)
        }
        return best
    }
}
