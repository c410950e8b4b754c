/// How well one partition of things matches another.
struct PartitionScores {
    /// Over pairs of things.
    var pairPrecision = 0.0
    var pairRecall = 0.0
    /// Averaged over things (Bagga and Baldwin, Entity-Based Cross-Document Coreferencing, 1998).
    var cubedPrecision = 0.0
    var cubedRecall = 0.0

    var pairF1: Double { Self.harmonic(pairPrecision, pairRecall) }
    var cubedF1: Double { Self.harmonic(cubedPrecision, cubedRecall) }

    private static func harmonic(_ a: Double, _ b: Double) -> Double { a + b == 0 ? 0 : 2 * a * b / (a + b) }

    /// - Parameter things: the true class of each thing, and the one it was put into.
    init<T: Hashable, F: Hashable>(_ things: [(truth: T, found: F)]) {
        var truths: [T: Int] = [:]
        var founds: [F: Int] = [:]
        var both: [Both<T, F>: Int] = [:]
        for thing in things {
            truths[thing.truth, default: 0] += 1
            founds[thing.found, default: 0] += 1
            both[Both(truth: thing.truth, found: thing.found), default: 0] += 1
        }
        func pairs(_ counts: some Sequence<Int>) -> Double { counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 } }
        let (shared, inTruth, inFound) = (pairs(both.values), pairs(truths.values), pairs(founds.values))
        pairPrecision = inFound == 0 ? 1 : shared / inFound
        pairRecall = inTruth == 0 ? 1 : shared / inTruth
        for (key, count) in both {
            let squared = Double(count) * Double(count)
            cubedPrecision += squared / Double(founds[key.found] ?? 1)
            cubedRecall += squared / Double(truths[key.truth] ?? 1)
        }
        cubedPrecision /= Double(max(1, things.count))
        cubedRecall /= Double(max(1, things.count))
    }

    private struct Both<T: Hashable, F: Hashable>: Hashable {
        let truth: T
        let found: F
    }

    var cells: [String] {
        [pairPrecision, pairRecall, pairF1, cubedPrecision, cubedRecall, cubedF1].map { $0.digits(4) }
    }
}
