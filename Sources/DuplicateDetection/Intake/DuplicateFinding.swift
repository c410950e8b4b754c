import ComplaintIndex

/// What a complaint was found to be, as it was stored.
package struct DuplicateFinding: IntakeFinding {
    package let verdict: Verdict
    /// Of the verdict; for `new`, that no earlier complaint is repeated, copied or related.
    package let probability: Double
    /// The earlier complaint it is that of; nil for `new`.
    package let of: Int64?
    /// Where its chain of duplicates began; itself unless it is one.
    package let repeatRoot: Int64
    /// Where its chain of duplicates and copies began.
    package let root: Int64
    /// Whether a person's decision made it so.
    package let isDecided: Bool
    /// The best candidates, best first.
    package var judgements: [Judgement] = []

    package var isFlag: Bool { verdict == .duplicate || verdict == .copy }
}

extension DuplicateFinding {
    /// Sums up judgements that are in order.
    /// - Parameters:
    ///   - complaints: how many are earlier.
    ///   - roots: where the chains of an earlier complaint began.
    init(
        _ judgements: [Judgement], _ weights: MatchWeights, id: Int64, among complaints: Int64,
        roots: (Int64) throws -> (repeats: Int64, all: Int64)
    ) rethrows {
        self.judgements = judgements
        guard let best = judgements.first, best.verdict != .new else {
            let probability = Judgement.probabilityOfNew(judgements, weights, among: complaints)
            (verdict, self.probability, of, isDecided) = (.new, probability, nil, judgements.first?.isDecided ?? false)
            (repeatRoot, root) = (id, id)
            return
        }
        (verdict, probability, of, isDecided) = (best.verdict, best.probability, best.id, best.isDecided)
        let roots = try roots(best.id)
        repeatRoot = best.verdict == .duplicate ? roots.repeats : id
        root = best.verdict == .related ? id : roots.all
    }
}
