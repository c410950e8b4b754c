import TextAnalysis

/// How a short run of Hanzi sounds, for telling a slip of the keyboard or of speech recognition from another word.
struct Sounds {
    private let syllables: [String]

    init(_ units: [UInt32]) {
        syllables = units.map { unit in
            guard let hanzi = Unicode.Scalar(unit) else { return "" }
            return Reading.of(hanzi).map(SoundMerger.merged) ?? String(hanzi)
        }
    }

    /// Syllables that both have in the same order (the longest common subsequence). O(both lengths multiplied).
    func inCommon(with other: Sounds) -> Int {
        var row = [Int](repeating: 0, count: other.syllables.count + 1)
        for mine in syllables {
            var above = 0
            for (place, theirs) in other.syllables.enumerated() {
                (above, row[place + 1]) = (row[place + 1], mine == theirs ? above + 1 : max(row[place], row[place + 1]))
            }
        }
        return row.last ?? 0
    }
}
