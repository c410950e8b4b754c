import TextAnalysis

/// How a short run of Hanzi sounds, for telling a slip of the keyboard or of speech recognition from another word.
struct Sounds {
    /// Numbers of sounds; a unit without one is its own.
    private let syllables: [UInt32]

    init(_ units: [UInt32]) { syllables = units.map { Unicode.Scalar($0).flatMap(Reading.sound) ?? $0 } }

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
