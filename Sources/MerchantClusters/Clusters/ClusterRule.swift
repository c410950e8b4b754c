import Foundation
import TextAnalysis

/// When a complaint joins a cluster and when two clusters become one: the one home of weights and thresholds.
///
/// Likeness is the average over the members, so that one complaint between two groups does not chain them.
package struct ClusterRule: Sendable {
    /// Likeness from which two complaints come together.
    package var join: Float = 0.17
    /// Average likeness from which a complaint joins the largest clusters: see ``allowance(_:)``.
    package var settled: Float = 0.05
    /// Asked for beyond that of a complaint that nobody joined, when the full run looks at it a second time: strays gather
    /// where there are many clusters to be like.
    package var second: Float = 0.01
    /// Average likeness from which two clusters become one.
    package var merge: Float = 0.15
    /// Likeness below which a complaint and a cluster have nothing to do with each other: what strangers within a merchant
    /// have in common, in the median.
    package var stranger: Float = 0.035
    /// Of the less coherent of two clusters' own average likeness, how much they must reach between each other: two
    /// groups that only share a bridge fall short.
    package var bridge: Float = 0.4
    /// Added where the category is that of the members, taken off where it is another, by the share that has it.
    package var sameCategory: Float = 0.02
    package var otherCategory: Float = -0.02

    /// Clusters of one merchant that take in more; beyond it the oldest of the smallest close.
    package static let openLimit = 128

    package init() {}

    /// How much of a complaint's vector its topics make up, by how clearly the first leads, in itself and for the length of
    /// the text. Complaints of the kinds that were taught lead by 3 and more and have a clarity above .25 (98 of 100 of the
    /// generator's); letters of citizens on other matters have one below .11, however far they lead.
    static func topicShare(_ topics: IssueTopics.Finding) -> Float {
        guard !topics.shares.isEmpty else { return 0 }
        return 0.6 * logistic((topics.lead - 1.3) / 0.3) * logistic((topics.clarity - 0.2) / 0.03)
    }

    /// How much of the rest the issues named make up: below `join`, so that two complaints about one kind of fault come
    /// together with a few words in common and never by the kind alone.
    static let issueShare: Float = 0.1

    private static func logistic(_ x: Float) -> Float { 1 / (1 + exp(-x)) }

    /// What is granted to a cluster for its size. One likeness is an accident as often as not; the average over members
    /// scatters less by the root of their number, so the same certainty is reached nearer to what strangers have in common
    /// (.03 in the median, .10 for one in twenty, within a merchant's real complaints).
    private func allowance(_ size: Int) -> Float {
        max(0, join - settled) * (1 - 1 / Float(max(1, size)).squareRoot())
    }

    /// The score of a join of a complaint of a category that is so alike to a cluster; the threshold is `join`.
    func score(_ profile: ClusterProfile, _ category: UInt32, _ likeness: Float) -> Float {
        let likeness = likeness + allowance(profile.size)
        guard let share = profile.categoryShare(category) else { return likeness }
        return likeness + share * sameCategory + (1 - share) * otherCategory
    }

    /// The score of a merge; nil where the two must stay apart.
    package func score(_ a: ClusterProfile, _ b: ClusterProfile) -> Float? {
        let likeness = a.likeness(b)
        guard likeness >= merge else { return nil }
        let cohesions = [a, b].filter { $0.size > 1 }.map(\.cohesion)
        if let least = cohesions.min(), likeness < bridge * least { return nil }
        return likeness
    }
}
