import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel
import CorpusGenerator
import Foundation
import MerchantClusters
import TextAnalysis

/// How well, and how fast, names are put to merchants.
struct Merchants: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Resolution of merchants: pairwise and B³ precision, recall and F1, beside simple baselines.")

    @OptionGroup var data: DataOptions
    @Option(help: "Complaints of the generator.") var count = 100_000
    @Option(help: "The generator's seed.") var seed: UInt64 = 1
    @Option(help: "The folder with the sample corpus.") var corpus = "Corpus"
    @Option(help: "Show so many of the errors of each kind.") var errors = 0
    @Option(help: "Only some of generator, corpus, names, pairs, separated by commas.") var only: String?

    func run() throws {
        BenchHeader(
            question: "Are complaints and names put to the merchant they are about?",
            corpus: "the generator (seed \(seed), \(count) complaints), Corpus/, \(data.data)/merchant_pairs",
            floor: "one merchant per folded name; names joined when one is a subsequence of the other"
        ).show()
        let parts = only.map { Set($0.split(separator: ",").map(String.init)) }
        func wants(_ part: String) -> Bool { parts?.contains(part) ?? true }
        if wants("generator") { try GeneratorTrial(count: count, seed: seed, errors: errors).run() }
        if wants("corpus") { try CorpusTrial(folder: corpus, errors: errors).run() }
        if wants("names") { try NamesTrial(folder: corpus, errors: errors).run() }
        if wants("pairs") { try PairsTrial(data: data, errors: errors).run() }
    }
}
