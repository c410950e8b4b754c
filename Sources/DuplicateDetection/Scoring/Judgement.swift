import Foundation

/// How probable each verdict is for one pair.
package struct Odds: Sendable, Equatable {
    package var duplicate: Double
    package var copy: Double
    package var related: Double
    package var new: Double

    /// The softmax of summed weights.
    init(_ sum: MatchWeights.Weight) {
        let scores = [Double(sum.duplicate), Double(sum.copy), Double(sum.related), 0]
        let highest = scores.max() ?? 0
        let powers = scores.map { exp($0 - highest) }
        let total = powers.reduce(0, +)
        (duplicate, copy, related, new) = (powers[0] / total, powers[1] / total, powers[2] / total, powers[3] / total)
    }

    /// Certain, by a person's decision.
    init(certain verdict: Verdict) {
        (duplicate, copy, related, new) = (0, 0, 0, 0)
        self[verdict] = 1
    }

    package subscript(verdict: Verdict) -> Double {
        get {
            switch verdict {
            case .duplicate: duplicate
            case .copy: copy
            case .related: related
            case .new: new
            }
        }
        set {
            switch verdict {
            case .duplicate: duplicate = newValue
            case .copy: copy = newValue
            case .related: related = newValue
            case .new: new = newValue
            }
        }
    }

    /// The verdict whose threshold is reached, the strongest first.
    package func verdict(_ thresholds: MatchWeights.Weight) -> Verdict {
        for verdict in [Verdict.duplicate, .copy, .related] where self[verdict] >= Double(thresholds[verdict]) {
            return verdict
        }
        return .new
    }
}

/// What one complaint is to another.
package struct Judgement: Sendable {
    package let id: Int64
    package let comparison: Comparison
    package let odds: Odds
    package let verdict: Verdict
    /// Whether a person decided it.
    package let isDecided: Bool

    package var probability: Double { odds[verdict] }

    /// How probable it is that no earlier complaint is repeated, copied or related, where the judgements, in order, say so:
    /// what the nearest leaves open, and that none is overlooked.
    /// - Parameter complaints: how many are earlier.
    package static func probabilityOfNew(
        _ judgements: [Judgement], _ weights: MatchWeights, among complaints: Int64
    ) -> Double {
        let nearest = judgements.map { $0.isDecided ? 1 : $0.odds.new }.min() ?? 1
        return judgements.first?.isDecided == true ? nearest : nearest * weights.nothingUnseen(among: complaints)
    }

    /// For order among judgements: the stronger verdict first, then the more probable, then the later complaint.
    package static func isBefore(_ a: Judgement, _ b: Judgement) -> Bool {
        if a.verdict != b.verdict { return a.verdict.strength > b.verdict.strength }
        if a.isDecided != b.isDecided { return a.isDecided }
        let (p, q) = a.verdict == .new ? (1 - a.odds.new, 1 - b.odds.new) : (a.probability, b.probability)
        return p != q ? p > q : a.id > b.id
    }
}

extension Verdict {
    /// How much it joins two complaints.
    package var strength: Int {
        switch self {
        case .duplicate: 3
        case .copy: 2
        case .related: 1
        case .new: 0
        }
    }

    /// The code in the database.
    package init(strength: Int) {
        self = Self.allCases.first { $0.strength == strength } ?? .new
    }
}
