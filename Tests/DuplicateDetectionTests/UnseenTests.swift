import Testing

@testable import DuplicateDetection

@Suite("How sure a verdict of new is")
struct UnseenTests {
    private func judgement(_ comparison: Comparison, isDecided: Bool = false) throws -> Judgement {
        let scorer = Scorer(try MatchWeights(), try ShingleFrequency())
        let judged = scorer.judge(comparison, id: 1)
        guard isDecided else { return judged }
        return Judgement(
            id: 1, comparison: comparison, odds: Odds(certain: .new), verdict: .new, isDecided: true)
    }

    @Test("what no candidate shows leaves new less than certain, and no more certain than the nearest one does")
    func unseen() throws {
        let weights = try MatchWeights()
        #expect(weights.nothingUnseen < 1 && weights.nothingUnseen > 0.8)
        #expect(Judgement.probabilityOfNew([], weights) == weights.nothingUnseen)
        var comparison = Comparison()
        comparison.person = .different
        let nearest = try judgement(comparison)
        #expect(Judgement.probabilityOfNew([nearest], weights) == nearest.odds.new * weights.nothingUnseen)
    }

    @Test("what a person decided to be new is certain")
    func decided() throws {
        #expect(Judgement.probabilityOfNew([try judgement(Comparison(), isDecided: true)], try MatchWeights()) == 1)
    }
}
