/// What each kind of evidence weighs for a verdict against `new`, in natural log-odds; all of them add up to the score.
///
/// What several kinds mean together goes to them in equal parts. Each weight of the model is what some kinds say together
/// beyond what they say apart, so that a kind's sum is its Shapley value (Shapley, A value for n-person games, 1953, by way
/// of Harsanyi's dividends, 1963): a person checks a dozen facts, not some thirty combinations.
struct EvidenceShares {
    /// By the place of `EvidenceKind`.
    private(set) var weights = [Double](repeating: 0, count: EvidenceKind.count)
    private(set) var levels = [String](repeating: "", count: EvidenceKind.count)

    init(_ comparison: Comparison, _ model: MatchWeights, for verdict: Verdict) {
        // As `Matter` reads the two.
        let matter = comparison.order == .unknown ? EvidenceKind.amount : .order
        for (number, place) in Features.active(comparison).enumerated() {
            let group = Features.groups[number]
            let share =
                Double(model.weights[place][verdict]) / Double(group.kinds.count + (group.isOfMatter ? 1 : 0))
            for kind in group.kinds { weights[kind.rawValue] += share }
            if group.isOfMatter { weights[matter.rawValue] += share }
            if let levels = group.levels {
                self.levels[group.kinds[0].rawValue] = levels[place - Features.bases[number]]
            }
        }
    }
}
