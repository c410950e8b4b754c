import ArgumentParser
import DuplicateDetection
import Foundation

/// Estimates Index/match-weights.tsv.
struct Fit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Estimate what evidence weighs from generated complaints with labels; write the weights.",
        discussion: "Pairs are those that intake compares, so that probabilities hold for intake.")

    @Option(help: "How many complaints.") var count = 100_000
    @Option(help: "The generator's seeds, apart from any that evaluation uses.") var seeds = "11,12"
    @Option(help: "A folder for the scratch index.") var folder = NSTemporaryDirectory() + "bingan-fit"
    @Option(help: "The weights to write.") var output = "Index/match-weights.tsv"
    @Option(help: "One over the variance of a weight before anything is seen.") var penalty = 0.15

    func run() throws {
        var (table, calibration) = (PairTable(), VerdictCalibration())
        var frequency: ShingleFrequency?
        for seed in seeds.split(separator: ",").compactMap({ UInt64($0) }) {
            let index = try ScratchIndex(count: count, seed: seed, folder: folder)
            let engine = try DuplicateEngine(index.store)
            frequency = engine.scorer.frequency
            let strongest = index.truth.strongest()
            try index.eachJudgement(engine) { id, judgements in
                let pairs = judgements.map { ($0.comparison, index.truth.verdict(id, Int($0.id))) }
                // In life the kind of trouble is seldom as clear as the generator's: each pair also stands without.
                for pairs in [pairs, pairs.map { ($0.0.withoutIssue, $0.1) }] {
                    for (comparison, truth) in pairs { table.add(comparison, truth) }
                    calibration.add(pairs, strongest[id - 1])
                }
            }
            // The labelled pairs stand for what candidates seldom show: templates about another merchant or place.
            print("seed \(seed): \(table.total) pairs so far, \(table.counts.count) distinct comparisons")
            try index.store.close()
        }
        guard let frequency else { throw ValidationError("--seeds: name a number at least") }
        let fit = WeightFit(penalty: penalty, known: try MatchWeights().weights)
        let fitted = MatchWeights(weights: fit.weights(table), thresholds: Self.thresholds)
        try write(calibration.calibrated(fitted, frequency), table)
    }

    private static let thresholds = MatchWeights.Weight(duplicate: 0.65, copy: 0.5, related: 0.4)

    private func write(_ weights: MatchWeights, _ table: PairTable) throws {
        var lines = Features.names.enumerated().map { place, name in (name, weights.weights[place]) }
        lines += [("threshold", weights.thresholds), ("unseen", weights.unseen)]
        let body = lines.filter { $0.1 != MatchWeights.Weight(duplicate: 0, copy: 0, related: 0) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
            .map { name, weight in
                [name] + [weight.duplicate, weight.copy, weight.related].map { String(format: "%.3f", $0) }
            }.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        let text = """
            # What each feature of a pair weighs for a verdict, in natural log-odds against `new`, and from which probability
            # on each verdict is given; `unseen`: how probable one is where no candidate says so. Our own work, licence as the
            # repository's. Estimated by
            # `bingan-bench fit --count \(count) --seeds \(seeds) --penalty \(penalty)`: multinomial logistic regression over
            # \(table.total) pairs of generated complaints that intake compares (see WeightFit.swift), scaled to hold for
            # a complaint's best pair (VerdictCalibration.swift); thresholds and bonds set by hand.
            feature\tduplicate\tcopy\trelated
            \(body)

            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: output))
        print("written \(output): \(table.counts.count) distinct comparisons of \(table.total) pairs")
    }
}
