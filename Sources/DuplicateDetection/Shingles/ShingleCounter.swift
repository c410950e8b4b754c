import Foundation
import TextAnalysis

/// Counts in how many texts shingles stand, by bucket: what the frozen table is made from.
package struct ShingleCounter {
    private var counts = [UInt32](repeating: 0, count: 1 << Int(ShingleFrequency.bucketBits))
    package private(set) var texts = 0

    package init() {}

    /// Counts each bucket once a text.
    package mutating func add(_ text: String, _ analyzer: Analyzer) throws {
        let analysis = try analyzer.analyze(text, .squeeze)
        let units = CutParts(analysis, ends: [text.utf8.count]).units(0)
        var buckets: Set<Int> = []
        for place in units.indices.dropLast() {
            buckets.insert(ShingleFrequency.bucket(Shingle.bigram(units[place], units[place + 1])))
            guard place + 2 < units.count else { continue }
            buckets.insert(ShingleFrequency.bucket(Shingle.trigram(units[place], units[place + 1], units[place + 2])))
        }
        for bucket in buckets { counts[bucket] += 1 }
        texts += 1
    }

    /// The table's bytes.
    package var levels: [UInt8] {
        stride(from: 0, to: counts.count, by: 2).map { level(counts[$0]) | level(counts[$0 + 1]) << 4 }
    }

    /// Buckets whose shingles count as common.
    package var common: Int { counts.count { level($0) > 0 } }

    private func level(_ count: UInt32) -> UInt8 {
        let frequency = Double(count) * ShingleFrequency.scale / Double(max(1, texts))
        guard frequency > ShingleFrequency.rare else { return 0 }
        return min(ShingleFrequency.highestLevel, UInt8(1 + max(0, log2(frequency / 16).rounded())))
    }
}
