import Foundation
import GRDB
import TextAnalysis

/// The toneless reading of a bigram, such as `tui kuan`; nil where a Hanzi has none.
enum BigramReading {
    static func of(_ bigram: some StringProtocol) -> String? {
        ScalarPair(bigram.utf8).flatMap(of)
    }

    static func of(_ pair: ScalarPair) -> String? {
        // A run of letters beside a Hanzi is a bigram too, but nobody mistakes it by ear.
        guard pair.first.value >= 0x2E80, pair.second.value >= 0x2E80 else { return nil }
        guard let first = Reading.of(pair.first), let second = Reading.of(pair.second) else { return nil }
        return first + " " + second
    }
}

/// Stores the readings of bigrams when they first appear.
struct ReadingWriter {
    private(set) var known: KnownBigrams
    private var pending: [ScalarPair] = []

    init(known: KnownBigrams) {
        self.known = known
    }

    mutating func note(_ analysis: Analysis) {
        analysis.pool.withUnsafeBufferPointer { pool in
            for token in analysis.tokens where token.termClass == .bigram {
                note(UnsafeBufferPointer(rebasing: pool[token.termRange]))
            }
        }
    }

    /// - Parameter term: a bigram, or another term, which has no reading of its own here.
    mutating func note(_ term: UnsafeBufferPointer<UInt8>) {
        if let pair = ScalarPair(term), known.insert(pair) { pending.append(pair) }
    }

    /// In the order of the table, so that neighbours are written one after the other.
    mutating func flush(_ db: Database) throws {
        var pairs: [String: [ScalarPair]] = [:]
        for pair in pending {
            if let reading = BigramReading.of(pair) { pairs[reading, default: []].append(pair) }
        }
        pending = []
        let statement = try RowStatement(db, .insertReading)
        for (reading, pairs) in pairs.sorted(by: { $0.key < $1.key }) {
            for pair in pairs.sorted(by: { $0.text < $1.text }) {
                try statement.run { values in
                    values.put(reading)
                    values.put(pair.text)
                }
            }
        }
    }
}
