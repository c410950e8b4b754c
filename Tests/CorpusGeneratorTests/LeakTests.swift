import CorpusGenerator
import Foundation
import Testing

/// The trap of labelled sets: a model that learns the generator's habits instead of the matter.
///
/// A classifier that sees one field alone (a bucket of it, its equality, what is missing) must stay near chance.
@Suite("No single field gives a label away")
struct LeakTests {
    static let pairs: [Sample.Pair] = {
        var shares = RepeatShares()
        shares.duplicates = 0.12
        shares.copies = 0.12
        shares.relatedPeople = 0.06
        shares.relatedMatters = 0.06
        shares.newTemplates = 0.06
        shares.newMatters = 0.06
        return (try? Sample(count: 24_000, seed: 77, shares: shares).pairs) ?? []
    }()

    @Test("four verdicts by one field: balanced accuracy within three points of 25%", arguments: PairFeature.all)
    func nearChance(_ feature: PairFeature) {
        #expect(Self.pairs.count > 9_000)
        let accuracy = Self.balancedAccuracy(Self.pairs.map { ($0.verdict, feature.bucket($0)) })
        print("leak \(feature.name): \((accuracy * 1000).rounded() / 10)%")
        #expect(accuracy < 0.28, "\(feature.name) tells: \(accuracy)")
    }

    @Test("all fields together, as naive Bayes weighs them, stay near chance too")
    func together() {
        var logs: [[String: [String: Double]]] = PairFeature.all.map { _ in [:] }
        var totals: [String: Double] = [:]
        let buckets = Self.pairs.map { pair in PairFeature.all.map { $0.bucket(pair) } }
        for (index, pair) in Self.pairs.enumerated() where index % 2 == 0 {
            totals[pair.verdict, default: 0] += 1
            for (field, bucket) in buckets[index].enumerated() {
                logs[field][bucket, default: [:]][pair.verdict, default: 0] += 1
            }
        }
        var hits: [String: Double] = [:]
        var tested: [String: Double] = [:]
        for (index, pair) in Self.pairs.enumerated() where index % 2 == 1 {
            var scores: [String: Double] = [:]
            for (verdict, total) in totals {
                scores[verdict] = buckets[index].enumerated().reduce(0) { sum, cell in
                    sum + log((logs[cell.offset][cell.element]?[verdict] ?? 0) + 1) - log(total + 20)
                }
            }
            tested[pair.verdict, default: 0] += 1
            let guess = scores.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
            if guess == pair.verdict { hits[pair.verdict, default: 0] += 1 }
        }
        let accuracy = tested.map { hits[$0.key, default: 0] / $0.value }.reduce(0, +) / 4
        print("leak all fields together: \((accuracy * 1000).rounded() / 10)%")
        #expect(accuracy < 0.29)
    }

    @Test("the classifier would see a leak: the telephone is no secret")
    func seesLeaks() {
        let accuracy = Self.balancedAccuracy(Self.pairs.map { ($0.verdict, PairFeature.phone.bucket($0)) })
        #expect(accuracy > 0.4)
    }

    /// Learns each bucket's likeliest verdict, all verdicts weighing alike, from even pairs; judges by odd ones.
    private static func balancedAccuracy(_ pairs: [(verdict: String, bucket: String)]) -> Double {
        var totals: [String: Double] = [:]
        var cells: [String: [String: Double]] = [:]
        for (index, pair) in pairs.enumerated() where index % 2 == 0 {
            totals[pair.verdict, default: 0] += 1
            cells[pair.bucket, default: [:]][pair.verdict, default: 0] += 1
        }
        let guesses = cells.mapValues { cell in
            cell.max {
                ($0.value / totals[$0.key, default: 1], $0.key) < ($1.value / totals[$1.key, default: 1], $1.key)
            }?.key
        }
        var hits: [String: Double] = [:]
        var tested: [String: Double] = [:]
        for (index, pair) in pairs.enumerated() where index % 2 == 1 {
            tested[pair.verdict, default: 0] += 1
            if guesses[pair.bucket] == pair.verdict { hits[pair.verdict, default: 0] += 1 }
        }
        return tested.map { hits[$0.key, default: 0] / $0.value }.reduce(0, +) / Double(max(1, tested.count))
    }
}
