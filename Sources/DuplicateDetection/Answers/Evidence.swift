/// One reason for or against a verdict, as a person can check it.
package struct Evidence: Sendable, Equatable {
    /// Passages that both texts share, as half-open ranges of Unicode scalars.
    package struct Passage: Sendable, Equatable {
        package var this: Range<Int>
        package var other: Range<Int>
    }

    /// `person`, `text`, `order` …; `rest` for those that weigh little.
    package var kind: String
    /// The level within the kind.
    package var level: String
    /// In words: Chinese, then English in brackets.
    package var detail: String
    /// Natural log-odds for the verdict against `new`; all of a match's weights add up to its score.
    package var weight: Double
    /// Of `text`: the longest first.
    package var passages: [Passage] = []
}

/// An earlier complaint with what this one is to it, and why.
package struct Match: Sendable {
    package var id: Int64
    package var number: String?
    package var verdict: Verdict
    package var probability: Double
    /// The sum of the evidence, in log-odds against `new`; for `new` that of the verdict that comes nearest.
    package var score: Double
    package var isDecided: Bool
    /// A piece of its text around the longest shared passage.
    package var excerpt: String
    package var receivedAt: Int64?
    package var status: String
    package var district: String?
    package var evidence: [Evidence]
}
