import DuplicateDetection
import Foundation

/// Comparisons met, each once, with how often it was which verdict: what a fit needs of any number of pairs.
struct PairTable {
    private(set) var counts: [Comparison: [Double]] = [:]
    private(set) var total = 0

    static let verdicts: [Verdict] = [.duplicate, .copy, .related, .new]

    mutating func add(_ comparison: Comparison, _ verdict: Verdict, weight: Double = 1) {
        let place = Self.verdicts.firstIndex(of: verdict) ?? 3
        counts[comparison, default: [0, 0, 0, 0]][place] += weight
        total += 1
    }
}

/// Multinomial logistic regression over the features of comparisons, `new` the base; a Gaussian prior on each weight
/// (Hoerl and Kennard 1970) keeps rare combinations near what their parts say. Steps by Adam (Kingma and Ba 2015) over
/// the whole table, so that the same pairs give the same weights.
struct WeightFit {
    /// One over the variance of a weight before anything is seen.
    var penalty = 0.15
    var steps = 1500
    /// All features' weights, of which those set by hand come out as they are. The others are fitted as if there were
    /// none: fitted beside them, they learn to undo what the generator's complaints seldom show (another order of the
    /// same words was a repeat again, at 0.9997).
    let known: [MatchWeights.Weight]

    func weights(_ table: PairTable) -> [MatchWeights.Weight] {
        let rows = table.counts.sorted { Features.active($0.key).lexicographicallyPrecedes(Features.active($1.key)) }
            .map { row in
                let active = Features.active(row.key).filter { !Features.isSetByHand($0) }
                return (active: active, counts: row.value, total: row.value.reduce(0, +))
            }
        let size = Features.names.count * 3
        var (weights, first, second) = (
            [Double](repeating: 0, count: size), [Double](repeating: 0, count: size),
            [Double](repeating: 0, count: size)
        )
        let all = rows.reduce(0) { $0 + $1.total }
        for step in 1...steps {
            var gradient = weights.map { $0 * penalty }
            for row in rows {
                var scores = [0.0, 0.0, 0.0]
                for feature in row.active { for verdict in 0..<3 { scores[verdict] += weights[feature * 3 + verdict] } }
                let highest = max(0, scores.max() ?? 0)
                let powers = scores.map { exp($0 - highest) }
                let sum = powers.reduce(exp(-highest), +)
                for verdict in 0..<3 {
                    let slope = row.total * powers[verdict] / sum - row.counts[verdict]
                    for feature in row.active { gradient[feature * 3 + verdict] += slope }
                }
            }
            let rate = 0.1 / (1 + 4 * Double(step) / Double(steps))
            for place in 0..<size {
                let slope = gradient[place] / all * 1000
                first[place] = 0.9 * first[place] + 0.1 * slope
                second[place] = 0.999 * second[place] + 0.001 * slope * slope
                let (mean, spread) = (
                    first[place] / (1 - pow(0.9, Double(step))), second[place] / (1 - pow(0.999, Double(step)))
                )
                weights[place] -= rate * mean / (spread.squareRoot() + 1e-8)
            }
        }
        return Features.names.indices.map { place in
            Features.isSetByHand(place)
                ? known[place]
                : MatchWeights.Weight(
                    duplicate: Float(weights[place * 3]), copy: Float(weights[place * 3 + 1]),
                    related: Float(weights[place * 3 + 2]))
        }
    }
}
