import Foundation

/// Bursts in one series of weekly counts, each week judged by the weeks before it alone.
///
/// The same Gamma-Poisson tail as ``BurstFormula``, over windows of 1, 2 and 4 weeks, with the dispersion taken from the
/// series' own past (method of moments) and the season from the same weeks of earlier years, as in Farrington et al., "A
/// statistical algorithm for the early detection of outbreaks of infectious disease" (JRSS A 159, 1996) and Noufaily et al.
/// (Statistics in Medicine 32, 2013), whose negative binomial tail at 1% this is. No week is left out of the past: one that
/// saw an outbreak is wide, and what follows the peak is no new burst.
package struct WeeklyScan: Sendable {
    package static let windows = [1, 2, 4]
    /// False alarms a week that are allowed for, as in Farrington's and Noufaily's systems.
    package static let usualRate = 0.01
    /// Years of history.
    private static let historyWeeks = 5 * 52
    /// Before its own past says otherwise, a series' standard deviation is taken to be its mean (ψ = 1), with the weight
    /// of four weeks.
    private static let priorDispersion = 1.0
    private static let priorWeeks = 4.0
    /// The rate's prior, Jeffreys' shape ½ with the weight of half a week.
    private static let priorShape = 0.5

    let rate: Double

    package init(rate: Double = usualRate) {
        self.rate = rate
    }

    /// Whether the week at `week` is an alert, and the window that is least to be expected.
    package func finding(_ counts: [Int], week: Int) -> WindowFinding? {
        var best: WindowFinding?
        for window in Self.windows where week + 1 >= window {
            let start = week + 1 - window
            let observed = counts[start...week].reduce(0, +)
            guard observed >= BurstFormula.fewest else { continue }
            let past = Array(counts[max(0, start - Self.historyWeeks)..<start])
            let (shape, mean) = predictive(past, window: window, week: start)
            let probability = NegativeBinomial.upperTail(observed, shape: shape, mean: mean)
            guard probability < best?.probability ?? 1 else { continue }
            best = WindowFinding(days: window * 7, observed: observed, expected: mean, probability: probability)
        }
        // The three windows overlap: they amount to about √3 tests (``testsPerWeek``).
        return best.flatMap { $0.probability * Self.testsPerWeek <= rate ? $0 : nil }
    }

    /// How many independent tests three overlapping windows amount to.
    static let testsPerWeek = 1.73

    /// Shape and mean of the count of `window` weeks after `past`.
    private func predictive(_ past: [Int], window: Int, week: Int) -> (shape: Double, mean: Double) {
        let sum = Double(past.reduce(0, +))
        let weeks = Double(past.count)
        let (shape, length) = (Self.priorShape + sum, Self.priorShape + weeks)
        let dispersion = Self.dispersion(past)
        let season = Self.season(past, window: window, dispersion: dispersion)
        return (1 / (1 / shape + dispersion / Double(window)), shape / length * Double(window) * season)
    }

    /// ψ of variance μ + ψμ².
    private static func dispersion(_ past: [Int]) -> Double {
        let weeks = Double(past.count)
        guard past.count > 1, case let mean = Double(past.reduce(0, +)) / weeks, mean > 0 else {
            return priorDispersion
        }
        let squares = past.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let excess = max(0, squares / (weeks - 1) - mean) * weeks
        // The fewer people there are, the less their scatter says.
        let lean = priorWeeks * max(mean, 0.1) * max(mean, 0.1)
        return (excess + priorDispersion * lean) / (weeks * mean * mean + lean)
    }

    /// How much more the same time of earlier years brought than the average, from two full years on.
    private static func season(_ past: [Int], window: Int, dispersion: Double) -> Double {
        guard past.count >= 104, case let sum = past.reduce(0, +), sum > 0 else { return 1 }
        let mean = Double(sum) / Double(past.count)
        var (seen, weeks) = (0.0, 0.0)
        var back = 52
        while back <= past.count + 3 {
            // Three weeks to each side, as Farrington takes them.
            for place in (past.count - back - 3)..<(past.count - back + window + 3) where past.indices.contains(place) {
                seen += Double(past[place])
                weeks += 1
            }
            back += 52
        }
        let lean = max(1, 1 / dispersion) + weeks * mean * dispersion
        return (seen + lean) / (weeks * mean + lean)
    }
}
