import ArgumentParser
import ComplaintModel
import CorpusGenerator
import Foundation
import TextAnalysis

/// How the vocabulary of generated complaints grows, beside that of real texts.
struct Heaps: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Distinct words by running words: Heaps' curve of the generator beside real texts.")

    @Option(help: "Generated complaints to read.") var count = 200_000
    @Option(help: "The generator's seed.") var seed: UInt64 = 5
    @OptionGroup var data: DataOptions

    func run() throws {
        BenchHeader(
            question:
                "Does the generator's vocabulary grow with size as that of real texts does? (V = K · n^β; Heaps 1978)",
            corpus:
                "\(count) generated complaints, seed \(seed); reviews.jsonl.gz and citizen-messages.jsonl.gz, shuffled; "
                + "words and pairs of Hanzi as indexed, every occurrence",
            floor: "the real texts"
        ).show()
        let analyzer = try Analyzer()
        let texts = try real()
        var curves: [(name: String, words: VocabularyCurve, pairs: VocabularyCurve)] = []
        for (name, isReal) in [("real", true), ("generated", false)] {
            var words = VocabularyCurve(), pairs = VocabularyCurve()
            func add(_ text: [UInt8]) throws {
                let analysis = try text.withUnsafeBytes { try analyzer.analyze($0, .sequence) }
                for token in analysis.tokens {
                    if token.termClass == .word { words.add(analysis.termText(of: token)) }
                    if token.termClass == .bigram { pairs.add(analysis.termText(of: token)) }
                }
            }
            if isReal { for text in texts { try add(text) } } else { try generate(add) }
            curves.append((name, words, pairs))
        }
        var table = Table("running terms", "real words", "generated", "real pairs", "generated")
        for (place, size) in VocabularyCurve.sizes.enumerated() {
            func cell(_ curve: VocabularyCurve) -> String {
                place < curve.distinct.count ? "\(curve.distinct[place])" : "-"
            }
            let cells = [curves[0].words, curves[1].words, curves[0].pairs, curves[1].pairs].map(cell)
            if cells.contains(where: { $0 != "-" }) { table.add(["\(size)"] + cells) }
        }
        table.add(
            ["β"] + [curves[0].words, curves[1].words, curves[0].pairs, curves[1].pairs].map { $0.slope.digits(3) })
        table.show()
    }

    private func real() throws -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for file in ["reviews.jsonl.gz", "citizen-messages.jsonl.gz"] {
            try data.forEachObject(in: file) { texts.append(Array($0.string("text").utf8)) }
        }
        var random = BenchRandom(seed: 1)
        return texts.shuffled(using: &random)
    }

    private func generate(_ body: ([UInt8]) throws -> Void) throws {
        var generator = ComplaintGenerator(CorpusOptions(count: count, seed: seed, days: 1460))
        var (row, label): ([UInt8], [UInt8]) = ([], [])
        for _ in 0..<count {
            row.removeAll(keepingCapacity: true)
            label.removeAll(keepingCapacity: true)
            _ = generator.writeNext(rows: &row, labels: &label)
            for line in row.split(separator: 0x0A) {
                guard case .object(let object) = try JSONValue(parsing: Array(line)) else { continue }
                try body(Array(object.string("text").utf8))
            }
        }
    }
}

/// Distinct terms at growing numbers of terms.
private struct VocabularyCurve {
    static let sizes = (3...8).flatMap { power in [1, 2, 5].map { $0 * Int(pow(10, Double(power))) } }

    private(set) var distinct: [Int] = []
    private var seen = Set<String>()
    private var count = 0

    mutating func add(_ term: String) {
        seen.insert(term)
        count += 1
        if distinct.count < Self.sizes.count, count == Self.sizes[distinct.count] { distinct.append(seen.count) }
    }

    /// β by least squares on the logarithms, from 10,000 terms on.
    var slope: Double {
        let points = zip(Self.sizes, distinct).filter { $0.0 >= 10_000 }.map { (log(Double($0.0)), log(Double($0.1))) }
        let n = Double(points.count)
        let (x, y) = (points.map(\.0).reduce(0, +) / n, points.map(\.1).reduce(0, +) / n)
        let above = points.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
        return above / points.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    }
}
