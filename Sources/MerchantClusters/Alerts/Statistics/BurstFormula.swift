import Foundation

/// How unusual a count is, given the series' own history and its trade: the one home of the formula.
///
/// People in a window are counted against the predictive distribution of a Gamma-Poisson model: the rate has a Gamma
/// mixture as its prior (``RatePrior``), the history makes it a posterior, and the count of a window of exposure E is then
/// a mixture of negative binomials. Counts scatter more than Poisson's even at a known rate (a report on television, a
/// holiday), with variance μ + ψμ²; both uncertainties together give the shape 1 / (1/shape + ψ).
///
/// The windows of 1 to 28 days that end today are all looked at, as in Kulldorff, "Prospective time periodic geographical
/// disease surveillance using a scan statistic" (JRSS A 164, 2001) and Neill, "Expectation-based scan statistics for
/// monitoring spatial time series data" (International Journal of Forecasting 25, 2009); the Gamma-Poisson form is
/// Neill, Moore and Cooper's, "A Bayesian spatial scan statistic" (NIPS 18, 2006).
///
/// A series without any history is judged given that it has appeared: P(N ≥ n) / P(N ≥ 1). A gym that was never heard of and
/// closes overnight is so set against what newcomers in its trade bring.
package enum BurstFormula {
    /// Lengths of windows in days, or in weeks for weekly counts (``WeeklyScan``).
    package static let windows = [1, 2, 3, 5, 7, 10, 14, 21, 28]
    package static let longest = 28
    /// Days of history before the windows.
    package static let historyDays = 365
    /// Fewer people than this are never an alert: two are a coincidence at any odds.
    package static let fewest = 3
    /// How many independent tests a day the overlapping windows of one series amount to. `bingan-bench alerts` measures
    /// it: with nine windows, and counts that are whole numbers, noise gives a quarter to a fifth of the false alarms that
    /// the nine would if they were independent and continuous.
    package static let testsPerSeries = 2.0

    /// P(N ≥ `count`) within a window of `exposure` ordinary days; the smaller, the more unusual.
    /// - Parameters:
    ///   - dispersion: ψ, how much counts scatter beyond Poisson.
    ///   - limit: results above it need not be exact (any larger number may come back): O(1) for most series.
    package static func tail(
        _ count: Int, exposure: Double, _ rate: RatePosterior, dispersion: Double, limit: Double = 1
    ) -> Double {
        let shape = 1 / (1 / rate.shape + dispersion)
        let appeared = rate.isNew ? appearance(exposure, rate, shape) : 1
        if limit < 1, let main = rate.parts.max(by: { $0.share < $1.share }) {
            let least = main.share * mass(count, shape, main.mean * exposure) / appeared
            if least > limit { return min(1, least) }
        }
        var sum = 0.0
        for part in rate.parts {
            sum += part.share * NegativeBinomial.upperTail(count, shape: shape, mean: part.mean * exposure)
        }
        return min(1, sum / appeared)
    }

    private static func mass(_ count: Int, _ shape: Double, _ mean: Double) -> Double {
        exp(NegativeBinomial.logMass(count, shape: shape, mean: mean))
    }

    private static func appearance(_ exposure: Double, _ rate: RatePosterior, _ shape: Double) -> Double {
        var sum = 0.0
        for part in rate.parts {
            sum -= part.share * expm1(NegativeBinomial.logMass(0, shape: shape, mean: part.mean * exposure))
        }
        return max(sum, 1e-300)
    }
}
