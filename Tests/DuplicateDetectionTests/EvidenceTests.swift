import ComplaintModel
import Testing

@testable import ComplaintIndex
@testable import DuplicateDetection

@Suite struct EvidenceTests {
    /// Levels of every kind, in combinations that differ from one to the next.
    private static let comparisons: [Comparison] = (0..<400).map { number in
        func level<L: EvidenceLevel>(_: L.Type, _ step: Int) -> L { Array(L.allCases)[number / step % L.count] }
        var c = Comparison()
        (c.person, c.text, c.topic) = (level(PersonLevel.self, 1), level(TextLevel.self, 2), level(TopicLevel.self, 3))
        (c.details, c.facts) = (level(DetailsLevel.self, 1), level(FactsLevel.self, 5))
        (c.issue, c.merchant) = (level(IssueLevel.self, 7), level(MerchantLevel.self, 2))
        (c.order, c.amount, c.day) = (level(OrderLevel.self, 3), level(AmountLevel.self, 1), level(DayLevel.self, 4))
        (c.crowd, c.history) = (level(CrowdLevel.self, 6), level(HistoryLevel.self, 5))
        return c
    }

    @Test("what each kind of evidence weighs adds up to the score, whatever the levels", arguments: Verdict.allCases)
    func shares(_ verdict: Verdict) throws {
        let (folder, scorer) = try scorer()
        defer { withExtendedLifetime(folder) {} }
        for comparison in Self.comparisons {
            let shares = EvidenceShares(comparison, scorer.weights, for: verdict)
            let score = Double(scorer.sum(comparison)[verdict])
            #expect(abs(shares.weights.reduce(0, +) - score) < 1e-4)
            #expect(shares.levels[EvidenceKind.person.rawValue] == comparison.person.name)
        }
    }

    @Test("each kind of evidence has one line at most, by weight, and what weighs little is summed up in one")
    func lines() throws {
        let (folder, scorer) = try scorer()
        defer { withExtendedLifetime(folder) {} }
        let writer = EvidenceWriter(scorer: scorer, masks: true)
        let complaint = Complaint(text: "健身房关门不退卡")
        var summedUp = 0
        for comparison in Self.comparisons {
            let lines = writer.evidence(complaint, complaint, comparison, for: .duplicate, [])
            #expect(Set(lines.map(\.kind)).count == lines.count && lines.allSatisfy { !$0.detail.isEmpty })
            let weights = lines.map { abs($0.weight) }
            #expect(weights == weights.sorted(by: >))
            #expect(lines.allSatisfy { $0.kind == "rest" || abs($0.weight) >= 0.1 })
            #expect(
                abs(lines.reduce(0) { $0 + $1.weight } - Double(scorer.sum(comparison)[.duplicate])) < 1e-4)
            summedUp += lines.count { $0.kind == "rest" }
        }
        #expect(summedUp > 0 && summedUp <= Self.comparisons.count)
    }

    private func scorer() throws -> (Folder, Scorer) {
        let folder = try Folder()
        return (folder, try DuplicateEngine(folder.store()).scorer)
    }
}
