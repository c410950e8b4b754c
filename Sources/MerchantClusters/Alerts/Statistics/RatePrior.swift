import Foundation

/// What is known of a series' rate before its own history is looked at: how the rates of its like are spread.
///
/// A mixture of Gamma distributions, as in DuMouchel, "Bayesian Data Mining in Large Frequency Tables" (The American
/// Statistician 53, 1999), which shrinks counts the same way. His two components are here a fixed grid of means in steps
/// of 2, each of shape 4, and only the weights are estimated: the few large merchants of a trade, which one Gamma
/// distribution would not expect, keep their weight. Estimated by EM from the histories of all series of a kind, each of
/// which has at least one complaint (zero-truncated: a merchant without any is not known at all).
package struct RatePrior: Sendable, Equatable {
    /// The shape of every component; a step of 2 between means is then one and a half standard deviations.
    static let shape = 4.0
    /// Means of the components: people per ordinary day, from one in 45 years to 128 a day.
    static let means: [Double] = (-14...7).map { exp2(Double($0)) }
    private static let steps = 60

    /// ln of the share of each component among all series, those never heard of included, up to a constant.
    let logWeights: [Double]
    /// The share of each component among the series that were heard of in the history.
    let seenShares: [Double]

    /// - Parameters:
    ///   - totals: how many series had so many people in the history; zeros are left out.
    ///   - exposure: length of the history in ordinary days.
    ///   - parent: what a small group leans on, with the weight of `weight` series; nil: even shares with the weight of one.
    package init(totals: [Int: Int], exposure: Double, parent: RatePrior? = nil, weight: Double = 50) {
        let rows = totals.filter { $0.key > 0 }.sorted { $0.key < $1.key }
        let exposure = max(exposure, 1)
        let unseen = Self.means.map { Self.logMass(0, $0, exposure) }
        let seen = unseen.map { log(max(-expm1($0), 1e-300)) }
        let even = [Double](repeating: 1 / Double(Self.means.count), count: Self.means.count)
        let anchor = (parent?.seenShares ?? even).map { $0 * (parent == nil ? 1 : weight) }
        seenShares = Self.shares(rows.map { (Self.likelihood($0.key, exposure, seen), Double($0.value)) }, anchor)
        logWeights = zip(seenShares, seen).map { log(max($0, 1e-300)) - $1 }
    }

    /// By component, up to a factor: how likely a series that was heard of has so many people.
    private static func likelihood(_ count: Int, _ exposure: Double, _ seen: [Double]) -> [Double] {
        let logs = zip(means, seen).map { logMass(count, $0, exposure) - $1 }
        let largest = logs.max() ?? 0
        return logs.map { exp($0 - largest) }
    }

    /// Expectation and maximization; `anchor` holds the shares that count as seen beforehand.
    private static func shares(_ rows: [(likelihood: [Double], count: Double)], _ anchor: [Double]) -> [Double] {
        let total = rows.reduce(anchor.reduce(0, +)) { $0 + $1.count }
        var shares = anchor.map { $0 / anchor.reduce(0, +) }
        for _ in 0..<(rows.isEmpty ? 0 : steps) {
            var next = anchor
            for row in rows {
                var sum = 0.0
                for k in shares.indices { sum += shares[k] * row.likelihood[k] }
                guard sum > 0 else { continue }
                let factor = row.count / sum
                for k in shares.indices { next[k] += factor * shares[k] * row.likelihood[k] }
            }
            shares = next.map { $0 / total }
        }
        return shares
    }

    private static func logMass(_ count: Int, _ mean: Double, _ exposure: Double) -> Double {
        NegativeBinomial.logMass(count, shape: shape, mean: mean * exposure)
    }

    /// What is known of the rate once the series' own history is: `count` people within `exposure` ordinary days.
    package func posterior(count: Int, exposure: Double) -> RatePosterior {
        // ln of the Gamma-Poisson mass per component, less what is the same for all.
        var logs = logWeights
        var largest = -Double.infinity
        for (k, mean) in Self.means.enumerated() {
            let expected = mean * exposure
            logs[k] += Self.shape * log(Self.shape / (Self.shape + expected))
            if count > 0 { logs[k] += Double(count) * log(expected / (Self.shape + expected)) }
            largest = max(largest, logs[k])
        }
        var parts: [RatePosterior.Part] = []
        var sum = 0.0
        for (k, mean) in Self.means.enumerated() {
            // A series without history is judged given that it appeared, where rare but large components matter.
            let share = exp(logs[k] - largest)
            guard share > 1e-14 else { continue }
            sum += share
            parts.append(.init(share: share, mean: (Self.shape + Double(count)) / (Self.shape / mean + exposure)))
        }
        for k in parts.indices { parts[k].share /= sum }
        return RatePosterior(parts: parts, shape: Self.shape + Double(count), isNew: count == 0)
    }
}

/// A rate as far as prior and history tell: a mixture of Gamma distributions of one shape.
package struct RatePosterior: Sendable {
    struct Part: Sendable {
        var share: Double
        /// People per ordinary day.
        let mean: Double
    }

    let parts: [Part]
    let shape: Double
    /// No history: the series is known only because something came in just now.
    let isNew: Bool

    /// The rate to expect, people per ordinary day.
    package var mean: Double { parts.reduce(0) { $0 + $1.share * $1.mean } }
}
