/// What a complaint's candidates say together and none of them by itself: who else sent its text, and how much else its
/// person sent.
struct ListEvidence {
    private var crowd = Crowd()
    /// Candidates of the complaint's own person.
    private var own = 0

    mutating func add(_ earlier: ProfileCache.Entry, _ comparison: Comparison) {
        crowd.add(earlier, comparison)
        if Who(comparison.person) == .same { own += 1 }
    }

    /// The comparison with a candidate, with that added; all candidates must have been.
    func completed(_ comparison: Comparison, _ earlier: ProfileCache.Entry) -> Comparison {
        var completed = comparison
        completed.crowd = crowd.level(earlier, comparison)
        if Who(comparison.person) == .same { completed.history = HistoryLevel(others: own - 1) }
        return completed
    }
}
