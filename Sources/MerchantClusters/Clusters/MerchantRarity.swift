import Foundation

/// How rare the terms of a complaint are among the clusters of its merchant that it has nothing to do with.
///
/// A word that rarely occurs in all complaints may stand in most of one merchant's (licences at an office that issues them):
/// it describes the merchant, and two complaints that share it need not share their matter. Counted are clusters and not
/// complaints, so that an outbreak, however large, is one; and only those to which the complaint is no more alike than
/// strangers are, so that the parts of an outbreak that has not come together yet don't keep each other apart.
struct MerchantRarity {
    /// The share of a merchant's clusters that a term is expected in, and how many clusters that expectation is worth.
    static let prior: Float = 0.03
    static let priorClusters: Float = 5

    private let vector: IssueVector
    /// Of each element: the clusters that have it.
    private var counts: [Float]
    private var clusters: Float = 0

    init(_ vector: IssueVector) {
        self.vector = vector
        counts = [Float](repeating: 0, count: vector.elements.count)
    }

    /// Takes a cluster into account. O(terms).
    mutating func count(_ profile: ClusterProfile) {
        clusters += 1
        let sum = profile.sum
        var place = 0
        for (index, element) in vector.elements.enumerated() {
            while place < sum.count, sum[place].key < element.key { place += 1 }
            guard place < sum.count else { return }
            if sum[place].key == element.key { counts[index] += 1 }
        }
    }

    /// The vector with its terms weighed by their rarity among those clusters: as it was without any.
    var weighed: IssueVector { clusters == 0 ? vector : vector.scaled { Self.factor(counts[$0], of: clusters) } }

    /// The inverse document frequency -ln p of a term (Spärck Jones 1972) against that of one as rare as expected, with p
    /// the mean of its Beta posterior: (prior · priorClusters + count) / (priorClusters + clusters). Squared, since both sides of
    /// a likeness are weighed by rarity.
    static func factor(_ count: Float, of clusters: Float) -> Float {
        guard count > 0 else { return 1 }
        let p = (prior * priorClusters + count) / (priorClusters + clusters)
        let ratio = min(1, max(0, log(p) / log(prior)))
        return ratio * ratio
    }
}
