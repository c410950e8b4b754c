/// How far found groups agree with labelled ones: pairwise and B³ precision and recall (Bagga and Baldwin 1998), and the
/// adjusted Rand index (Hubert and Arabie 1985).
struct Agreement {
    var pairPrecision = 1.0
    var pairRecall = 1.0
    var cubedPrecision = 1.0
    var cubedRecall = 1.0
    var adjustedRand = 1.0
    var groups = 0

    /// Both arrays name a group for each item. O(items).
    init(found: [Int], labelled: [Int]) {
        var cells: [[Int]: Int] = [:]
        var foundSizes: [Int: Int] = [:]
        var labelSizes: [Int: Int] = [:]
        for (f, l) in zip(found, labelled) {
            cells[[f, l], default: 0] += 1
            foundSizes[f, default: 0] += 1
            labelSizes[l, default: 0] += 1
        }
        let n = Double(found.count)
        groups = foundSizes.count
        guard n > 1 else { return }
        var (precision, recall, together) = (0.0, 0.0, 0.0)
        for (key, count) in cells {
            let count = Double(count)
            precision += count * count / Double(foundSizes[key[0]] ?? 1)
            recall += count * count / Double(labelSizes[key[1]] ?? 1)
            together += count * (count - 1) / 2
        }
        cubedPrecision = precision / n
        cubedRecall = recall / n
        let foundPairs = Self.pairs(foundSizes.values)
        let labelPairs = Self.pairs(labelSizes.values)
        pairPrecision = foundPairs > 0 ? together / foundPairs : 1
        pairRecall = labelPairs > 0 ? together / labelPairs : 1
        let chance = foundPairs * labelPairs / (n * (n - 1) / 2)
        let most = (foundPairs + labelPairs) / 2
        adjustedRand = most == chance ? 1 : (together - chance) / (most - chance)
    }

    var pairF: Double { Self.harmonic(pairPrecision, pairRecall) }
    var cubedF: Double { Self.harmonic(cubedPrecision, cubedRecall) }

    private static func pairs(_ sizes: some Sequence<Int>) -> Double {
        sizes.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
    }

    private static func harmonic(_ a: Double, _ b: Double) -> Double { a + b > 0 ? 2 * a * b / (a + b) : 0 }
}
