import ArgumentParser
import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import Foundation

/// How good and how fast finding repeats is.
struct Duplicates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Verdicts on generated complaints against their labels: quality.",
        discussion:
            "Question: how often is a verdict right, and what is missed? Corpus: the generator, a seed no weights were fitted on."
    )

    @Option(help: "How many complaints.") var count = 100_000
    @Option(help: "The generator's seed.") var seed: UInt64 = 77
    @Option(help: "A folder for the scratch index.") var folder = NSTemporaryDirectory() + "bingan-duplicates"
    @Option(help: "Errors to print of each kind.") var errors = 0
    @Option(help: "Complaints that are typed again and checked again.") var typed = 200
    @Flag(help: "Also flag by MinHash of the texts, at the same recall.") var minhash = false

    func run() throws {
        let index = try ScratchIndex(count: count, seed: seed, folder: folder)
        print(
            "\(count) complaints, seed \(seed); import with checking: "
                + String(
                    format: "%.0f rows/s wall, %.0f rows per CPU second", Double(count) / index.timing.wall,
                    Double(count) / index.timing.cpu))
        let engine = try DuplicateEngine(index.store)
        let strongest = index.truth.strongest()
        var quality = Quality()
        var shown: [String: Int] = [:]
        var missed: [(Int, Verdict)] = []
        try index.eachJudgement(engine) { id, judgements in
            let truth = strongest[id - 1]
            let best = judgements.first
            let verdict = best?.verdict ?? .new
            let probability =
                verdict == .new
                ? Judgement.probabilityOfNew(judgements, engine.scorer.weights, among: Int64(id - 1))
                : best?.probability ?? 1
            let ofBest = best.map { index.truth.verdict(id, Int($0.id)) } ?? .new
            quality.add(verdict, probability, truth: truth, ofBest: ofBest)
            if let likeliest = judgements.max(by: { $0.odds.duplicate < $1.odds.duplicate }) {
                quality.addCurve(
                    likeliest.odds.duplicate, isRight: index.truth.verdict(id, Int(likeliest.id)) == .duplicate)
            }
            let wrong = verdict == .new ? truth != .new : ofBest != verdict
            if errors > 0, wrong || truth.strength > verdict.strength {
                let kind = "\(truth.rawValue) taken for \(verdict.rawValue) of \(ofBest.rawValue)"
                shown[kind, default: 0] += 1
                if shown[kind, default: 0] <= errors { missed.append((id, truth)) }
            }
        }
        quality.printTable(days: 365)
        quality.printCurve(of: quality.truths[3])
        for (kind, number) in shown.sorted(by: { $0.value > $1.value }) { print("\(number)  \(kind)") }
        try show(missed, index, engine)
        if minhash { try compare(quality, index) }
        let sample = (0..<typed).map { Int64(1 + $0 * 7919 % count) }
        let typing = try TypingTest(index.store)
        if typed > 0 {
            try typing.run(sample)
            try typing.latency(sample)
        }
        try index.store.close()
    }

    /// Of what repeats or copies an earlier complaint, how much each way finds, and how much of what it flags does.
    private func compare(_ quality: Quality, _ index: ScratchIndex) throws {
        let (trial, timing) = try Timing.of { try MinHashTrial(index.store, index.truth) }
        let truths = quality.truths[2] + quality.truths[3]
        let theirs = trial.precision(at: quality.flagRecall, of: truths)
        var table = Table("duplicate or copy", "recall", "precision", "where")
        table.add("Bingan", quality.flagRecall.digits(4), quality.flagPrecision.digits(4), "verdicts")
        table.add(
            "MinHash, 128 permutations in 32 bands", theirs.recall.digits(4), theirs.precision.digits(4),
            "\(theirs.agreement.digits(2)) of a signature agree; \((timing.cpu * 1e6 / Double(count)).digits(0)) µs of CPU a text"
        )
        table.show()
    }

    private func show(_ missed: [(Int, Verdict)], _ index: ScratchIndex, _ engine: DuplicateEngine) throws {
        for (id, truth) in missed {
            let judgements = try index.store.read { db in
                try DuplicateFinder(db, engine).judgements(ofStored: Int64(id), before: Int64(id)) ?? []
            }
            print("---- #\(id), truth \(truth.rawValue)")
            try printRow(Int64(id), index.store)
            let other = judgements.first { index.truth.verdict(id, Int($0.id)) == truth && truth != .new }
            for judgement in [judgements.first, other].compactMap({ $0 }) {
                print("  \(judgement.odds) truly \(index.truth.verdict(id, Int(judgement.id)).rawValue)")
                print("  \(judgement.comparison)")
                try printRow(judgement.id, index.store)
            }
            if other == nil && truth != .new {
                print("  the right one is no candidate")
                if let earlier = (1..<id).last(where: { index.truth.verdict(id, $0) == truth }) {
                    try printRow(Int64(earlier), index.store)
                }
            }
        }
    }

    private func printRow(_ id: Int64, _ store: Store) throws {
        guard let c = try store.complaint(id: id)?.complaint else { return }
        print(
            "  [\(c.complainant.name ?? "-") \(c.complainant.phone ?? "-")] [\(c.merchant.name ?? "-")] "
                + "\(c.orderNumber ?? "-") \(c.amount?.text ?? "-") \(c.occurredOn?.text ?? "-")\n  \(c.text)")
    }
}
