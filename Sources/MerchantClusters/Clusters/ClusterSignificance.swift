import Foundation

/// Whether a cluster gathers more than its own past explains: the tail of a Poisson distribution whose rate is that of
/// the time before, as −log10 of the probability (3: once in a thousand).
enum ClusterSignificance {
    /// Days that count as recent.
    static let window = 28
    /// Days of past that a new cluster is taken to have, and complaints within them: a prior for short histories.
    static let priorDays = 90.0
    static let priorCount = 1.0

    /// The distinct complaints of one cluster by day of receipt. Short, since lists count tens of thousands of them.
    struct History {
        /// The last day of the window, since 1970.
        private let today: Int32
        private(set) var recent: Int32 = 0
        private var earlier: Int32 = 0
        private var first = Int32.max

        init(today: Int) { self.today = Int32(clamping: today) }

        mutating func count(_ day: Int32) {
            if day <= today - Int32(window) {
                earlier += 1
                first = min(first, day)
            } else if day <= today {
                recent += 1
            }
        }

        var score: Double {
            guard recent > 0 else { return 0 }
            let past = earlier == 0 ? 0 : Double(today - Int32(window) - first) + 1
            let rate = (Double(earlier) + priorCount) / (past + priorDays)
            return -log10(max(1e-300, tail(atLeast: Int(recent), mean: rate * Double(window))))
        }
    }

    /// P(X ≥ k) of a Poisson variable, summed from below or above, whichever is the smaller.
    static func tail(atLeast k: Int, mean: Double) -> Double {
        guard k > 0 else { return 1 }
        var term = exp(Double(k) * log(mean) - mean - lgamma(Double(k) + 1))
        if Double(k) > mean {
            var (sum, i) = (term, k)
            while term > sum * 1e-12 {
                i += 1
                term *= mean / Double(i)
                sum += term
            }
            return min(1, sum)
        }
        var (below, t) = (0.0, exp(-mean))
        for i in 0..<k {
            below += t
            t *= mean / Double(i + 1)
        }
        return max(0, 1 - below)
    }
}
