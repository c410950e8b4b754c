import CorpusGenerator
import Foundation
import Testing

@Suite("The corpus as a whole")
struct DistributionTests {
    @Test("labels complaints that exist, in the shares asked for, with a truth for each")
    func labels() throws {
        let sample = try Sample(count: 8000, seed: 9)
        #expect(sample.truths.count == 8000)
        #expect(sample.pairs.count == sample.pairLabels.count)
        let numbers = Set(sample.rows.compactMap { $0["number"] as? String })
        #expect(Set(sample.truths.compactMap { $0["number"] as? String }) == numbers)
        for (verdict, share) in [("duplicate", 0.08), ("copy", 0.02), ("related", 0.04), ("new", 0.04)] {
            let found = Double(sample.pairs.filter { $0.verdict == verdict }.count) / 8000
            #expect(abs(found - share) < 0.01, "\(verdict) \(found)")
        }
    }

    @Test("labels agree with the truth of both complaints")
    func agreement() throws {
        let sample = try Sample(count: 8000, seed: 10)
        var truths: [String: [String: Any]] = [:]
        for truth in sample.truths { truths[truth["number"] as? String ?? ""] = truth }
        for label in sample.pairLabels {
            let one = try #require(truths[label["a"] as? String ?? ""])
            let other = try #require(truths[label["b"] as? String ?? ""])
            func equal(_ key: String) -> Bool { "\(one[key] ?? 0)" == "\(other[key] ?? 1)" }
            let verdict =
                if equal("person") && equal("matter") { "duplicate" } else if equal("wording") && equal("merchant") {
                    "copy"
                } else if equal("merchant") && (equal("issue") || equal("person")) { "related" } else { "new" }
            #expect(verdict == label["verdict"] as? String)
        }
    }

    @Test("has a heavy tail of merchants: few with many complaints, many with one")
    func merchants() throws {
        let sample = try Sample(count: 20_000, seed: 11)
        var counts: [String: Int] = [:]
        for truth in sample.truths { counts[truth["merchant"] as? String ?? "", default: 0] += 1 }
        let sorted = counts.values.sorted(by: >)
        #expect(sorted[0] > 150)
        #expect(sorted.filter { $0 == 1 }.count > sorted.count / 3)
        // The slope of log count on log rank over the middle of the list is near -1.
        let ranks = [20, 40, 80, 160, 320, 640]
        let points = ranks.map { (log(Double($0)), log(Double(sorted[$0 - 1]))) }
        let slope = (points[5].1 - points[0].1) / (points[5].0 - points[0].0)
        #expect((-1.4 ... -0.6).contains(slope), "\(slope)")
    }

    @Test("keeps finding new words (Heaps): distinct bigrams grow with a power of the text")
    func heaps() throws {
        var seen: Set<[UInt16]> = []
        var characters = 0
        var points: [(Double, Double)] = []
        for row in try Sample(count: 16_000, seed: 12).rows {
            let units = Array((row["text"] as? String ?? "").utf16)
            for index in units.indices.dropLast() where units[index] > 0x4DFF && units[index + 1] > 0x4DFF {
                seen.insert([units[index], units[index + 1]])
            }
            characters += units.count
            if characters > 200_000 << points.count {
                points.append((log(Double(characters)), log(Double(seen.count))))
            }
        }
        let (first, last) = (try #require(points.first), try #require(points.last))
        let exponent = (last.1 - first.1) / (last.0 - first.0)
        #expect(exponent > 0.25, "\(exponent)")
        #expect(seen.count > 40_000)
    }

    @Test("has texts of about 108 characters, a twelfth of them Traditional")
    func texts() throws {
        let texts = try Sample(count: 6000, seed: 13).rows.compactMap { $0["text"] as? String }
        let mean = Double(texts.reduce(0) { $0 + $1.unicodeScalars.count }) / Double(texts.count)
        #expect((98...118).contains(mean), "\(mean)")
        let traditional = texts.filter { text in
            text.unicodeScalars.contains { "個們這說麼還沒來時後錢請間".unicodeScalars.contains($0) }
        }
        #expect((0.05...0.1).contains(Double(traditional.count) / Double(texts.count)))
    }
}
