import ArgumentParser
import Foundation
import TextAnalysis

/// How fast the analyzer is.
struct Segment: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Folding, segmentation and bigrams, in MB/s of one core.")

    @OptionGroup var data: DataOptions
    @Option(help: "Times each way is measured; the median is shown.") var rounds = 5

    func run() throws {
        BenchHeader(
            question: "How many MB of UTF-8 does one core fold, cut into words and into pairs of Hanzi in a second?",
            corpus: "reviews.jsonl.gz, a text a call",
            floor:
                "folding and atoms alone, without copies into Swift arrays; a pass over the bytes; ICU's break iterator"
        ).show()
        var texts: [[UInt8]] = []
        try data.forEachObject(in: "reviews.jsonl.gz") { texts.append(Array($0.string("text").utf8)) }
        let bytes = texts.reduce(0) { $0 + $1.count }
        let analyzer = try Analyzer()
        var table = Table("way", "MB/s CPU", "MB/s wall", "checks")
        func measure(_ name: String, _ body: ([UInt8]) throws -> Int) throws {
            var (cpu, wall) = (Samples(), Samples())
            var sum = 0
            for _ in 0..<rounds {
                let (found, timing) = try Timing.of { try texts.reduce(0) { try $0 + body($1) } }
                sum = found
                cpu.add(Double(bytes) / 1e6 / timing.cpu)
                wall.add(Double(bytes) / 1e6 / timing.wall)
            }
            table.add(name, cpu.median.digits(1), wall.median.digits(1), "\(sum)")
        }
        try measure("a pass over the bytes") { $0.reduce(0) { $0 + Int($1 >> 7) } }
        try measure("fold and squeeze") { text in
            try text.withUnsafeBytes { try analyzer.withSqueezed($0) { $0.count } }
        }
        try measure("fold, words, bigrams (as indexed)") { text in
            try text.withUnsafeBytes { try analyzer.analyze($0, .index) }.tokens.count
        }
        try measure("fold, words, bigrams (every occurrence)") { text in
            try text.withUnsafeBytes { try analyzer.analyze($0, .sequence) }.tokens.count
        }
        let icu = try Analyzer(cutsByICU: true)
        try measure("as indexed, all cut by ICU's break iterator") { text in
            try text.withUnsafeBytes { try icu.analyze($0, .index) }.tokens.count
        }
        table.show()
    }
}
