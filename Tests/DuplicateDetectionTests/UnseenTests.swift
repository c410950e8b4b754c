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
        let among: Int64 = 1_000_000
        let nothing = weights.nothingUnseen(among: among)
        #expect(nothing < 0.95 && nothing > 0.8)
        #expect(Judgement.probabilityOfNew([], weights, among: among) == nothing)
        var comparison = Comparison()
        comparison.person = .different
        let nearest = try judgement(comparison)
        #expect(Judgement.probabilityOfNew([nearest], weights, among: among) == nearest.odds.new * nothing)
    }

    @Test("the first complaint of all is surely new, and the fewer there are the surer the next one")
    func first() throws {
        let weights = try MatchWeights()
        let sure = [0, 1, 10, 100, 1_000_000].map { Judgement.probabilityOfNew([], weights, among: $0) }
        #expect(sure.first == 1)
        #expect(sure == sure.sorted(by: >))
    }

    @Test("what a person decided to be new is certain")
    func decided() throws {
        let decided = try judgement(Comparison(), isDecided: true)
        #expect(Judgement.probabilityOfNew([decided], try MatchWeights(), among: 1_000_000) == 1)
    }
}
