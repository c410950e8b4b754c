import ArgumentParser
import ComplaintModel
import CorpusGenerator
import DuplicateDetection
import Foundation
import TextAnalysis

/// Makes Index/shingle-frequency.bin.
struct Shingles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count in how many generated complaints shingles stand; write the frozen table.")

    @Option(help: "How many complaints.") var count = 400_000
    @Option(help: "The generator's seed; none that evaluation uses.") var seed: UInt64 = 20_210_315
    @Option(help: "The table to write.") var output = "Index/shingle-frequency.bin"

    func run() throws {
        var generator = ComplaintGenerator(CorpusOptions(count: count, seed: seed))
        let analyzer = try Analyzer()
        let decoder = ComplaintDecoder()
        var counter = ShingleCounter()
        var (rows, labels): ([UInt8], [UInt8]) = ([], [])
        while generator.writeNext(rows: &rows, labels: &labels) {
            try counter.add(try decoder.decode(rows).text, analyzer)
            rows.removeAll(keepingCapacity: true)
            labels.removeAll(keepingCapacity: true)
        }
        let header = """
            # In how many of a million complaints the shingles of a bucket stand: four bits each of 2^22 behind this comment, see
            # Sources/DuplicateDetection/Shingles/ShingleFrequency.swift. Our own work, licence as the repository's.
            # Made by `bingan-bench shingles --count \(count) --seed \(seed)` from generated complaints alone.

            """
        try Data(Array(header.utf8) + counter.levels).write(to: URL(fileURLWithPath: output))
        print("\(counter.texts) texts, \(counter.common) common buckets of \(1 << Int(ShingleFrequency.bucketBits))")
    }
}
