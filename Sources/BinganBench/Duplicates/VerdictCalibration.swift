import DuplicateDetection
import Foundation

/// Sets probabilities right for complaints: a complaint's verdict is the best of many pairs, and the best of many looks
/// surer than it is. All weights but those set by hand are scaled by one factor and each verdict's prior is moved, so that
/// the best pairs are as likely as can be (Platt 1999, for several classes).
struct VerdictCalibration {
    private typealias Pair = (comparison: Comparison, truth: Verdict)
    /// The scores of a complaint's best pair, and what it truly is.
    private typealias Best = (scores: [Double], truth: Int)
    private var complaints: [[Pair]] = []
    /// The strongest verdict that holds of any earlier complaint, candidate or not.
    private var truths: [Verdict] = []

    /// Rounds of choosing the best pairs, since those change with the weights, and steps of each.
    private static let (rounds, steps) = (5, 60)
    private static let verdicts: [Verdict] = [.duplicate, .copy, .related]

    /// The pairs of one complaint, and what each truly is.
    /// - Parameter truth: the strongest verdict that holds of any earlier complaint, candidate or not.
    mutating func add(_ pairs: [(comparison: Comparison, truth: Verdict)], _ truth: Verdict) {
        complaints.append(pairs)
        truths.append(truth)
    }

    /// Scales weights and moves priors. O(rounds · (pairs + steps · complaints)).
    func calibrated(_ weights: MatchWeights, _ frequency: ShingleFrequency) -> MatchWeights {
        var calibrated = weights
        for _ in 0..<Self.rounds {
            let best = best(calibrated, frequency)
            let (scale, moves) = Self.fit(best)
            calibrated = Self.moved(calibrated, scale, moves)
        }
        return MatchWeights(
            weights: calibrated.weights, thresholds: calibrated.thresholds, unseen: unseen(calibrated, frequency))
    }

    /// Of the complaints judged new, how many more have an earlier one of each verdict than their candidates let expect.
    private func unseen(_ weights: MatchWeights, _ frequency: ShingleFrequency) -> MatchWeights.Weight {
        let scorer = Scorer(weights, frequency)
        var (judgedNew, expected, found) = (0.0, 0.0, MatchWeights.Weight.zero)
        for (pairs, truth) in zip(complaints, truths) {
            let judgements = pairs.map { scorer.judge($0.comparison, id: 0) }.sorted(by: Judgement.isBefore)
            guard judgements.first?.verdict ?? .new == .new else { continue }
            judgedNew += 1
            expected += Judgement.probabilityOfNew(judgements, weights, among: .max)
            found[truth] += 1
        }
        let old = judgedNew - Double(found.duplicate + found.copy + found.related)
        guard expected > 0, old < expected else { return .zero }
        // Shared out by what was found, so that the sum makes up what is lacking.
        let (lacking, share) = (1 - old / expected, Float(judgedNew - old))
        return MatchWeights.Weight(
            duplicate: Float(lacking) * found.duplicate / share, copy: Float(lacking) * found.copy / share,
            related: Float(lacking) * found.related / share)
    }

    private func best(_ weights: MatchWeights, _ frequency: ShingleFrequency) -> [Best] {
        let scorer = Scorer(weights, frequency)
        return complaints.compactMap { pairs in
            let judged = pairs.map { (judgement: scorer.judge($0.comparison, id: 0), pair: $0) }
            guard let best = judged.min(by: { Judgement.isBefore($0.judgement, $1.judgement) }) else { return nil }
            let odds = best.judgement.odds
            let scores = Self.verdicts.map { log(max(odds[$0], 1e-12) / max(odds.new, 1e-12)) }
            return (scores, Self.verdicts.firstIndex(of: best.pair.truth) ?? 3)
        }
    }

    /// One scale and three moves by Newton's method, one number at a time.
    private static func fit(_ best: [Best]) -> (scale: Double, moves: [Double]) {
        var numbers = [1.0, 0, 0, 0]
        for step in 0..<steps {
            let place = step % numbers.count
            var (slope, bend) = (0.0, 1e-9)
            for item in best {
                let powers = item.scores.indices.map { exp(numbers[0] * item.scores[$0] + numbers[$0 + 1]) }
                let sum = powers.reduce(1, +)
                // How each verdict's score changes with the number: by itself, or by one where it is that verdict's move.
                let changes = item.scores.indices.map { place == 0 ? item.scores[$0] : $0 + 1 == place ? 1 : 0 }
                let mean = zip(powers, changes).reduce(0) { $0 + $1.0 * $1.1 } / sum
                let square = zip(powers, changes).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } / sum
                slope += (item.truth < 3 ? changes[item.truth] : 0) - mean
                bend += square - mean * mean
            }
            numbers[place] += slope / bend
        }
        return (numbers[0], Array(numbers.dropFirst()))
    }

    private static func moved(_ weights: MatchWeights, _ scale: Double, _ moves: [Double]) -> MatchWeights {
        var all = weights.weights
        for place in all.indices where !Features.isSetByHand(place) {
            for verdict in verdicts { all[place][verdict] *= Float(scale) }
        }
        if let prior = Features.names.firstIndex(of: "prior") {
            for (verdict, move) in zip(verdicts, moves) { all[prior][verdict] += Float(move) }
        }
        return MatchWeights(weights: all, thresholds: weights.thresholds)
    }
}
