import Foundation

/// The negative binomial distribution by its shape r (which may be a fraction) and its mean μ; variance μ + μ²/r.
///
/// What a Poisson count becomes when its rate is only known up to a Gamma distribution of shape r.
package enum NegativeBinomial {
    /// P(N ≥ n), right to about 12 digits also far out in the tail. O(n) below the mean, else O(terms that matter).
    package static func upperTail(_ n: Int, shape: Double, mean: Double) -> Double {
        if n <= 0 { return 1 }
        if mean <= 0 { return 0 }
        let success = mean / (shape + mean)
        if Double(n) <= mean {
            var term = exp(logMass(0, shape: shape, mean: mean))
            var below = term
            for k in 0..<n - 1 {
                term *= (shape + Double(k)) / Double(k + 1) * success
                below += term
            }
            return max(0, 1 - below)
        }
        var term = exp(logMass(n, shape: shape, mean: mean))
        var sum = term
        var k = Double(n)
        while term > sum * 1e-12 {
            term *= (shape + k) / (k + 1) * success
            sum += term
            k += 1
        }
        return min(1, sum)
    }

    /// ln P(N = n).
    package static func logMass(_ n: Int, shape: Double, mean: Double) -> Double {
        let total = shape + mean
        let failures = shape * log(shape / total)
        if n == 0 { return failures }
        return failures + Double(n) * log(mean / total) + logCoefficient(n, shape)
    }

    /// ln Γ(r + n) − ln Γ(r) − ln n!
    static func logCoefficient(_ n: Int, _ shape: Double) -> Double {
        guard n < 40 else { return lgamma(shape + Double(n)) - lgamma(shape) - lgamma(Double(n) + 1) }
        var product = 1.0
        for k in 0..<n { product *= (shape + Double(k)) / Double(k + 1) }
        return log(product)
    }
}
