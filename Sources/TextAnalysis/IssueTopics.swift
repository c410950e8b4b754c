import Foundation

/// Index/issue-topics.tsv: how much pairs of Hanzi speak for the kinds of complaint that were taught. Tells that two
/// complaints mean the same without sharing a word (订金不退, 菜量缩水: both a banquet), where it is sure.
package struct IssueTopics: Sendable {
    /// By rising name.
    package let names: [String]
    /// The pairs by open addressing, a power of two of slots, at most half of them taken; 0 for none. A pair takes the upper
    /// 48 bits, which one of the file it is the lower 16.
    private let slots: [UInt64]
    /// By pair: where its weights begin; those of the next one follow.
    private let starts: [Int32]
    /// In tenths of log-odds units: sums of whole numbers are the same in every order.
    private let weights: [(topic: Int32, weight: Int32)]

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
        /// The lead against the square root of the number of pairs read. Pairs that know nothing of the matter speak for
        /// one topic or another as a walk at random does, whose spread grows with the root of its steps: a long text of
        /// other matters leads by 2 and more, and is told from a short one that is sure by this.
        package var clarity: Float

        package init(shares: [Share] = [], lead: Float = 0, clarity: Float = 0) {
            (self.shares, self.lead, self.clarity) = (shares, lead, clarity)
        }
    }

    /// - Throws: `DictionaryError` naming the line.
    package init() throws(DictionaryError) {
        let file = try DictionaryFile(named: "issue-topics.tsv", columns: ["pair", "topics"])
        var parsed: [(key: UInt64, list: [(String, Int32)])] = []
        parsed.reserveCapacity(file.entries.count)
        for entry in file.entries {
            let list = entry.columns[1].split(separator: " ").compactMap { part -> (String, Int32)? in
                let pieces = part.split(separator: "=")
                guard pieces.count == 2, let tenths = Int32(pieces[1]) else { return nil }
                return (String(pieces[0]), tenths)
            }
            guard entry.columns[0].utf8.count == 6, !list.isEmpty else {
                throw .value(file: file.name, line: entry.line, problem: "a pair of Hanzi and topic=tenths, by spaces")
            }
            parsed.append((Self.key(entry.columns[0].utf8), list))
        }
        guard parsed.count <= Int(UInt16.max) else {
            throw .value(file: file.name, line: Int(UInt16.max) + 1, problem: "more pairs than 16 bits number")
        }
        let names = Set(parsed.flatMap { $0.list.map(\.0) }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        self.names = names
        var (starts, weights): ([Int32], [(topic: Int32, weight: Int32)]) = ([], [])
        for entry in parsed {
            starts.append(Int32(weights.count))
            for (name, weight) in entry.list { if let topic = numbers[name] { weights.append((Int32(topic), weight)) } }
        }
        (self.starts, self.weights) = (starts + [Int32(weights.count)], weights)
        slots = Self.table(parsed.map(\.key))
    }

    private static func table(_ pairs: [UInt64]) -> [UInt64] {
        var size = 16
        while size < 2 * pairs.count { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for (place, pair) in pairs.enumerated() {
            let slot = slots.withUnsafeBufferPointer { Self.slot(pair, $0) }
            slots[slot] = pair << 16 | UInt64(place)
        }
        return slots
    }

    /// Where the pair stands, or would stand.
    @inline(__always)
    private static func slot(_ pair: UInt64, _ slots: UnsafeBufferPointer<UInt64>) -> Int {
        var slot = Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
        while slots[slot] != 0, slots[slot] >> 16 != pair { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// The table of this release, read once a process.
    package static let shared: Result<IssueTopics, DictionaryError> = {
        do throws(DictionaryError) { return .success(try IssueTopics()) } catch { return .failure(error) }
    }()

    /// Two Hanzi as UTF-8.
    private static func key(_ utf8: some Sequence<UInt8>) -> UInt64 { utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Two Hanzi as UTF-8.
    package static func key(_ utf8: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
        var key: UInt64 = 0
        for place in range { key = key << 8 | UInt64(utf8[place]) }
        return key
    }

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
    /// - Parameters:
    ///   - pairs: in any order; equal ones count once.
    ///   - excluded: pairs that say nothing.
    package func finding(_ pairs: [UInt64], without excluded: [UInt64] = []) -> Finding {
        let scores = scores(pairs, without: excluded)
        let order = Self.highest(scores)
        guard order.count > 1, scores[order[0]] > 0 else { return Finding() }
        let top = scores[order[0]]
        let shares = order.map { Finding.Share(topic: $0, weight: exp(Float(scores[$0] - top) / 5)) }
        let length = shares.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        let lead = Float(top - scores[order[1]]) / 10
        return Finding(
            shares: shares.map { .init(topic: $0.topic, weight: $0.weight / length) }.filter { $0.weight > 0.02 },
            lead: lead, clarity: lead / Float(pairs.count).squareRoot())
    }

    /// The sums of the pairs' weights, by topic.
    private func scores(_ pairs: [UInt64], without excluded: [UInt64]) -> [Int32] {
        var scores = [Int32](repeating: 0, count: names.count)
        for entry in known(pairs, without: excluded) {
            for place in Int(starts[entry])..<Int(starts[entry + 1]) {
                scores[Int(weights[place].topic)] += weights[place].weight
            }
        }
        return scores
    }

    /// Which pairs of the file are among these, each once.
    private func known(_ pairs: [UInt64], without excluded: [UInt64]) -> [Int] {
        var known: [Int] = []
        known.reserveCapacity(pairs.count)
        slots.withUnsafeBufferPointer { slots in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: starts.count >> 6 + 1) { seen in
                seen.initialize(repeating: 0)
                /// Nil for a pair that is not known, or was met before.
                func meet(_ pair: UInt64) -> Int? {
                    let slot = slots[Self.slot(pair, slots)]
                    let (entry, bit) = (Int(slot & 0xFFFF), UInt64(1) << (slot & 63))
                    guard slot != 0, pair != 0, seen[entry >> 6] & bit == 0 else { return nil }
                    seen[entry >> 6] |= bit
                    return entry
                }
                for pair in excluded { _ = meet(pair) }
                for pair in pairs { if let entry = meet(pair) { known.append(entry) } }
            }
        }
        return known
    }

    /// The places of the three highest, highest first; of equal ones the first.
    private static func highest(_ scores: [Int32]) -> [Int] {
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
