/// Compares two profiles and weighs the outcome: pure, without a database.
package struct Scorer: Sendable {
    package let weights: MatchWeights
    package let frequency: ShingleFrequency

    package init(_ weights: MatchWeights, _ frequency: ShingleFrequency) {
        self.weights = weights
        self.frequency = frequency
    }

    /// - Parameter complaints: how many there are about a merchant.
    package func compare(
        _ a: borrowing Profile, _ b: borrowing Profile, complaints: (Int64) throws -> Int
    ) rethrows -> Comparison {
        var comparison = try compareFields(a, b, complaints: complaints)
        comparison.text = TextLevel(a, b, frequency)
        let overlap = TopicOverlap(a, b, frequency)
        comparison.topic = TopicLevel(overlap)
        comparison.details = DetailsLevel(overlap)
        comparison.facts = FactsLevel(a, b, comparison.text)
        return comparison
    }

    /// The same without what the wording says, which takes most of the time.
    func compareFields(
        _ a: borrowing Profile, _ b: borrowing Profile, complaints: (Int64) throws -> Int
    ) rethrows -> Comparison {
        var comparison = Comparison()
        comparison.person = PersonLevel(a, b)
        comparison.issue = IssueLevel(a, b)
        comparison.merchant = try MerchantLevel(a, b, frequency, complaints: complaints)
        comparison.order = OrderLevel(a, b)
        comparison.amount = AmountLevel(a, b)
        comparison.day = DayLevel(a, b)
        return comparison
    }

    package func judge(_ comparison: Comparison, id: Int64) -> Judgement {
        let odds = Odds(sum(comparison))
        return Judgement(
            id: id, comparison: comparison, odds: odds, verdict: odds.verdict(weights.thresholds), isDecided: false)
    }

    func sum(_ comparison: Comparison) -> MatchWeights.Weight {
        var sum = MatchWeights.Weight.zero
        Features.eachActive(comparison) { sum = sum + weights.weights[$0] }
        return sum
    }
}
