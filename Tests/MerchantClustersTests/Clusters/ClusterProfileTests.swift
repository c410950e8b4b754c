import Foundation
import Testing

@testable import MerchantClusters

@Suite struct ClusterProfileTests {
    private func vector(_ keys: [UInt32], category: UInt32 = 0) -> IssueVector {
        let terms = keys.map { IssueTerms.Term(key: $0, weight: 1) }
        return IssueVector(IssueTerms(terms: terms, category: category), TermFrequencies())
    }

    @Test("likeness to a profile is the average over its members")
    func average() {
        var profile = ClusterProfile(founder: 1, vector([1, 2]))
        profile.add(vector([3, 4]))
        #expect(abs(profile.likeness(vector([1, 2])) - 0.5) < 1e-5)
        #expect(abs(profile.likeness(vector([1, 3])) - 0.5) < 1e-5)
        #expect(profile.likeness(vector([9])) == 0)
        #expect(abs(profile.cohesion) < 1e-5)
    }

    @Test("a profile comes back from its bytes")
    func packing() throws {
        var profile = ClusterProfile(founder: 7, vector([1, 2, 5], category: 9))
        profile.add(vector([2, 5, 8], category: 9))
        profile.add(vector([2], category: 3))
        (profile.weakest, profile.weakestMember) = (0.25, 12)
        let back = try #require(profile.packed.withUnsafeBytes { ClusterProfile(id: 7, packed: $0) })
        #expect(back.size == 3)
        #expect(back.weakest == 0.25 && back.weakestMember == 12)
        #expect(back.categories.map(\.key) == [9, 3])
        #expect(back.sum.map(\.key) == profile.sum.map(\.key))
        for (a, b) in zip(back.sum, profile.sum) { #expect(abs(a.weight - b.weight) < 1e-3) }
    }

    @Test("bytes that are no profile are refused", arguments: [0, 1, 19, 20, 40])
    func broken(size: Int) {
        let bytes = [UInt8](repeating: 0xFF, count: size)
        #expect(bytes.withUnsafeBytes { ClusterProfile(id: 1, packed: $0) } == nil)
    }

    @Test("a bridge between two groups does not make them one")
    func bridge() {
        var engine = ClusterEngine([])
        for id in 1...4 { _ = engine.put(Int64(id), vector([1, 2, 3, 4])) }
        for id in 5...8 { _ = engine.put(Int64(id), vector([11, 12, 13, 14])) }
        _ = engine.put(9, vector([1, 2, 11, 12]))
        #expect(engine.profiles.count == 2)
        #expect(engine.merged.isEmpty)
    }

    @Test("a cluster of many asks for less than a single complaint, and a kind of fault alone never suffices")
    func size() {
        let rule = ClusterRule()
        var profile = ClusterProfile(founder: 1, vector([1, 2]))
        func score(_ keys: [UInt32]) -> Float { rule.score(profile, 0, profile.likeness(vector(keys))) }
        let single = score([2, 3])
        for _ in 2...16 { profile.add(vector([1, 2])) }
        #expect(score([2, 3]) > single)
        #expect(score([9]) < rule.join)
        #expect(ClusterRule.issueShare < rule.join)
    }
}
