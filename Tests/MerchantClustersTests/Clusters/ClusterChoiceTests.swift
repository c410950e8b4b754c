import Testing

@testable import MerchantClusters

@Suite struct ClusterChoiceTests {
    private func vector(_ keys: some Sequence<UInt32>) -> IssueVector {
        let terms = keys.map { IssueTerms.Term(key: $0, weight: 1) }.sorted { $0.key < $1.key }
        return IssueVector(IssueTerms(terms: terms, category: 0), TermFrequencies())
    }

    /// So many words of its own that a few others make it like nobody.
    private func long(_ number: UInt32, and others: [UInt32]) -> IssueVector {
        vector((1_000 * number..<1_000 * number + 600).map { $0 } + others)
    }

    private func profiles(_ vectors: [IssueVector]) -> [ClusterProfile] {
        vectors.enumerated().map { ClusterProfile(founder: Int64($0.offset + 1), $0.element) }
    }

    @Test("words that stand in a merchant's other clusters too don't bring two complaints together")
    func common() {
        let rule = ClusterRule()
        let complaint = vector([1, 2, 11, 12, 13, 14])
        let alike = vector([1, 2, 21, 22, 23, 24])
        #expect(rule.choice(among: profiles([alike]), complaint) == 0)
        let others = (1...8).map { long($0, and: [1, 2]) }
        #expect(rule.choice(among: profiles([alike] + others), complaint) == nil)
    }

    @Test("words that a merchant's other clusters lack bring them together however many those are")
    func rare() {
        let rule = ClusterRule()
        let others = (1...100).map { long($0, and: []) }
        #expect(
            rule.choice(among: profiles([vector([1, 2, 21, 22, 23, 24])] + others), vector([1, 2, 11, 12, 13, 14])) == 0
        )
    }

    @Test("parts of an outbreak that has not come together don't keep a complaint out")
    func outbreak() {
        let rule = ClusterRule()
        let parts: [IssueVector] = (1...20).map { (number: UInt32) in
            let shared: [UInt32] = [1, 2, 3, 4].filter { $0 != number % 4 + 1 }
            return vector(shared + [100 + number, 200 + number, 300 + number])
        }
        #expect(rule.choice(among: profiles(parts), vector([1, 2, 3, 4, 90, 91])) != nil)
    }

    @Test("the rarer a term within the merchant the more it weighs, and what none else has weighs all")
    func factors() {
        #expect(MerchantRarity.factor(0, of: 50) == 1)
        let factors = [1, 2, 5, 20, 50].map { MerchantRarity.factor(Float($0), of: 50) }
        #expect(factors == factors.sorted(by: >))
        #expect(factors[4] < 0.01)
        #expect(MerchantRarity.factor(1, of: 200) == 1)
    }

    @Test("without strangers a complaint stays what it is")
    func alone() {
        let complaint = vector([1, 2, 3])
        #expect(MerchantRarity(complaint).weighed.elements.map(\.weight) == complaint.elements.map(\.weight))
    }
}
