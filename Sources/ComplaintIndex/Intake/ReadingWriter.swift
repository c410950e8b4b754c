import Foundation
import GRDB
import Synchronization
import TextAnalysis

/// The toneless reading of a bigram, such as `tui kuan`; nil where a Hanzi has none. Readings of single Hanzi are kept
/// for the life of the process (some thousand).
enum BigramReading {
    private static let cache = Mutex<[Unicode.Scalar: String?]>([:])

    static func of(_ bigram: some StringProtocol) -> String? {
        var parts: [String] = []
        for scalar in bigram.unicodeScalars {
            // A run of letters beside a Hanzi is a bigram too, but nobody mistakes it by ear.
            guard scalar.value >= 0x2E80 else { return nil }
            guard let reading = of(scalar) else { return nil }
            parts.append(reading)
        }
        return parts.count == 2 ? parts.joined(separator: " ") : nil
    }

    private static func of(_ scalar: Unicode.Scalar) -> String? {
        if let known = cache.withLock({ $0[scalar] }) { return known }
        let reading = Reading.of(scalar)
        cache.withLock { $0[scalar] = .some(reading) }
        return reading
    }
}

/// The bigrams that have their reading stored already, so that an import asks the database once for all of them.
/// 8 bytes a bigram and as much again for room; a city's complaints hold about a million.
struct KnownBigrams {
    /// Open addressing, linear probing (Knuth, The Art of Computer Programming 3, 6.4 L); 0 is an empty slot.
    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private var count = 0
    /// False: nothing is known, and the database is asked for each bigram.
    private(set) var isComplete = false

    static let none = KnownBigrams()

    /// All that the database holds.
    init(_ db: Database) throws {
        let cursor = try String.fetchCursor(db.statement(.allBigramsWithReadings))
        while let bigram = try cursor.next() { _ = insert(Self.key(bigram.utf8)) }
        isComplete = true
    }

    private init() {}

    /// The bytes of two Hanzi are at most 8, and never all zero.
    static func key(_ utf8: some Sequence<UInt8>) -> UInt64 {
        utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether it was not known before.
    mutating func insert(_ key: UInt64) -> Bool {
        if count * 2 >= slots.count { grow() }
        guard Self.put(key, into: &slots) else { return false }
        count += 1
        return true
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for key in slots where key != 0 { _ = Self.put(key, into: &larger) }
        slots = larger
    }

    private static func put(_ key: UInt64, into slots: inout [UInt64]) -> Bool {
        slots.withUnsafeMutableBufferPointer { slots in
            let mask = slots.count - 1
            var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while slots[place] != 0 {
                if slots[place] == key { return false }
                place = (place + 1) & mask
            }
            slots[place] = key
            return true
        }
    }
}

/// Stores the readings of bigrams when they first appear.
struct ReadingWriter {
    private(set) var known: KnownBigrams
    private var pending: [String] = []

    init(known: KnownBigrams) {
        self.known = known
    }

    mutating func note(_ analysis: Analysis) {
        for token in analysis.tokens where token.termClass == .bigram {
            let key = KnownBigrams.key(analysis.term(of: token))
            if known.insert(key) { pending.append(analysis.termText(of: token)) }
        }
    }

    mutating func flush(_ db: Database) throws {
        let rows = pending.compactMap { bigram in BigramReading.of(bigram).map { ($0, bigram) } }
        for (reading, bigram) in rows.sorted(by: <) { try db.run(.insertReading, [reading, bigram]) }
        pending = []
    }
}
