import Foundation

/// Index/issue-topics.tsv: how much pairs of Hanzi speak for the kinds of complaint that were taught. Tells that two
/// complaints mean the same without sharing a word (订金不退, 菜量缩水: both a banquet), where it is sure.
package struct IssueTopics: Sendable {
    /// By rising name.
    package let names: [String]
    /// By the two Hanzi: where their weights lie in `weights`.
    private let places: [UInt64: Range<Int>]
    /// In log-odds units.
    private let weights: [(topic: Int, weight: Float)]

    /// What a text was found to be about.
    package struct Finding: Sendable, Equatable {
        package struct Share: Sendable, Equatable {
            package var topic: Int
            /// A vector of length 1 over the topics.
            package var weight: Float
        }

        /// The likeliest topics, at most three.
        package var shares: [Share]
        /// How far the first leads the second, in log-odds units: below 1 little is known.
        package var lead: Float

        package init(shares: [Share] = [], lead: Float = 0) { (self.shares, self.lead) = (shares, lead) }
    }

    /// - Throws: `DictionaryError` naming the line.
    package init() throws(DictionaryError) {
        let file = try DictionaryFile(named: "issue-topics.tsv", columns: ["pair", "topics"])
        var parsed: [(key: UInt64, list: [(String, Float)])] = []
        parsed.reserveCapacity(file.entries.count)
        for entry in file.entries {
            let list = entry.columns[1].split(separator: " ").compactMap { part -> (String, Float)? in
                let pieces = part.split(separator: "=")
                guard pieces.count == 2, let tenths = Int(pieces[1]) else { return nil }
                return (String(pieces[0]), Float(tenths) / 10)
            }
            guard entry.columns[0].utf8.count == 6, !list.isEmpty else {
                throw .value(file: file.name, line: entry.line, problem: "a pair of Hanzi and topic=tenths, by spaces")
            }
            parsed.append((Self.key(entry.columns[0].utf8), list))
        }
        let names = Set(parsed.flatMap { $0.list.map(\.0) }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        self.names = names
        var (places, weights): ([UInt64: Range<Int>], [(topic: Int, weight: Float)]) = ([:], [])
        for entry in parsed {
            let start = weights.count
            for (name, weight) in entry.list { if let topic = numbers[name] { weights.append((topic, weight)) } }
            places[entry.key] = start..<weights.count
        }
        (self.places, self.weights) = (places, weights)
    }

    /// The table of this release, read once a process.
    package static let shared: Result<IssueTopics, DictionaryError> = {
        do throws(DictionaryError) { return .success(try IssueTopics()) } catch { return .failure(error) }
    }()

    /// Two Hanzi as UTF-8.
    package static func key(_ utf8: some Sequence<UInt8>) -> UInt64 { utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Two Hanzi as code points; nil where one is none of the Basic Multilingual Plane.
    package static func key(_ first: UInt32, _ second: UInt32) -> UInt64? {
        guard let high = key(first), let low = key(second) else { return nil }
        return high << 24 | low
    }

    private static func key(_ hanzi: UInt32) -> UInt64? {
        guard (0x2E80..<0xFFFF).contains(hanzi) else { return nil }
        return UInt64((0xE0 | hanzi >> 12) << 16 | (0x80 | hanzi >> 6 & 0x3F) << 8 | (0x80 | hanzi & 0x3F))
    }

    /// The softmax over the topics of the pairs' weights, sharpened twofold.
    /// - Parameter pairs: rising; equal ones count once.
    package func finding(_ pairs: [UInt64]) -> Finding {
        var scores = [Float](repeating: 0, count: names.count)
        var last: UInt64 = 0
        for pair in pairs where pair != last {
            last = pair
            for place in places[pair] ?? 0..<0 { scores[weights[place].topic] += weights[place].weight }
        }
        let order = Self.highest(scores)
        guard order.count > 1, scores[order[0]] > 0 else { return Finding() }
        let top = scores[order[0]]
        let shares = order.map { Finding.Share(topic: $0, weight: exp(2 * (scores[$0] - top))) }
        let length = shares.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        return Finding(
            shares: shares.map { .init(topic: $0.topic, weight: $0.weight / length) }.filter { $0.weight > 0.02 },
            lead: top - scores[order[1]])
    }

    /// The places of the three highest, highest first; of equal ones the first.
    private static func highest(_ scores: [Float]) -> [Int] {
        var order: [Int] = []
        for place in scores.indices {
            let rank = order.firstIndex { scores[$0] < scores[place] } ?? order.count
            guard rank < 3 else { continue }
            if order.count == 3 { order.removeLast() }
            order.insert(place, at: rank)
        }
        return order
    }
}
