import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import Foundation
import TextAnalysis

/// What people would do instead: MinHash (Broder 1997) of a text's 3-shingles, 128 permutations in 32 bands of 4 (Leskovec,
/// Rajaraman & Ullman, Mining of Massive Datasets, ch. 3). A complaint repeats or copies the earlier one whose signature
/// agrees most with its own.
struct MinHashTrial {
    private static let (permutations, bands) = (128, 32)
    /// Earlier complaints looked at of each band, the newest.
    private static let bandLimit = 200

    /// By complaint: how far the likeliest earlier text agrees, and whether it is one that this repeats or copies.
    private(set) var flags: [(agreement: Double, isRight: Bool)] = []

    init(_ store: Store, _ truth: Truth) throws {
        var random = BenchRandom(seed: 1997)
        let factors = (0..<Self.permutations).map { _ in (random.next() | 1, random.next()) }
        var signatures: [[UInt32]] = []
        var buckets = [[UInt64: [Int32]]](repeating: [:], count: Self.bands)
        for id in 1...truth.entries.count {
            guard let complaint = try store.complaint(id: Int64(id)) else { continue }
            let signature = Self.signature(try Self.shingles(complaint.complaint.text, store.analyzer), factors)
            flags.append(
                signature.isEmpty
                    ? (0, false) : Self.best(signature, id, signatures, &buckets) { truth.verdict(id, $0) })
            signatures.append(signature)
        }
    }

    private static func shingles(_ text: String, _ analyzer: Analyzer) throws -> Set<UInt64> {
        let scalars = try Array(text.utf8).withUnsafeBytes { bytes in
            try analyzer.withSqueezed(bytes) { String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) }
        }
        return Set(
            scalars.indices.dropLast(2).map { place in
                scalars[place..<place + 3].reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
                    ($0 ^ UInt64($1)) &* 0x100_0000_01B3
                }
            })
    }

    private static func signature(_ shingles: Set<UInt64>, _ factors: [(UInt64, UInt64)]) -> [UInt32] {
        if shingles.isEmpty { return [] }
        return factors.map { factor, term in
            shingles.reduce(UInt32.max) { min($0, UInt32(truncatingIfNeeded: ($1 &* factor &+ term) >> 32)) }
        }
    }

    private static func best(
        _ signature: [UInt32], _ id: Int, _ earlier: [[UInt32]], _ buckets: inout [[UInt64: [Int32]]],
        _ truth: (Int) -> Verdict
    ) -> (agreement: Double, isRight: Bool) {
        let rows = permutations / bands
        var candidates: Set<Int32> = []
        for band in 0..<bands {
            let key = signature[band * rows..<(band + 1) * rows].reduce(UInt64(band)) {
                ($0 ^ UInt64($1)) &* 0x100_0000_01B3
            }
            candidates.formUnion(buckets[band][key, default: []].suffix(bandLimit))
            buckets[band][key, default: []].append(Int32(id))
        }
        let found = candidates.map { other in
            (other, zip(signature, earlier[Int(other) - 1]).count { $0 == $1 })
        }
        guard let best = found.max(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return (0, false) }
        return (Double(best.1) / Double(permutations), truth(Int(best.0)).strength >= 2)
    }

    /// Its precision where it finds as many as `recall`, or where it finds most; and its own recall there.
    func precision(at recall: Double, of truths: Int) -> (recall: Double, precision: Double, agreement: Double) {
        var (right, result) = (0, (recall: 0.0, precision: 0.0, agreement: 1.0))
        for (place, flag) in flags.sorted(by: { $0.agreement > $1.agreement }).enumerated() where flag.agreement > 0 {
            if flag.isRight { right += 1 }
            result = (
                Double(right) / Double(max(1, truths)), Double(right) / Double(place + 1), flag.agreement
            )
            if result.recall >= recall { break }
        }
        return result
    }
}
