import GRDB

/// A bigram of two scalars: two Hanzi, or a Hanzi and a run of one letter.
struct ScalarPair: Hashable {
    let first: Unicode.Scalar
    let second: Unicode.Scalar

    /// Nil for a term of more scalars or fewer.
    init?(_ utf8: some Collection<UInt8>) {
        var rest = utf8.makeIterator()
        guard let first = Self.next(&rest), let second = Self.next(&rest), rest.next() == nil else { return nil }
        (self.first, self.second) = (first, second)
    }

    var text: String {
        var text = String(first)
        text.unicodeScalars.append(second)
        return text
    }

    /// Terms are valid UTF-8 always.
    @inline(__always)
    private static func next(_ bytes: inout some IteratorProtocol<UInt8>) -> Unicode.Scalar? {
        guard let lead = bytes.next() else { return nil }
        let more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var value = more == 0 ? UInt32(lead) : UInt32(lead) & (0x3F >> UInt32(more))
        for _ in 0..<more {
            guard let byte = bytes.next() else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value)
    }
}

/// The bigrams that have their reading stored already, so that an import asks the database once for all of them.
/// 4 bytes a bigram and as much again for room; a city's complaints hold about a million.
struct KnownBigrams {
    /// Open addressing, linear probing (Knuth, The Art of Computer Programming 3, 6.4 L); 0 is an empty slot.
    private var slots = [UInt32](repeating: 0, count: 1 << 12)
    private var count = 0
    /// Those with a scalar beyond the BMP.
    private var rare: Set<ScalarPair> = []
    /// False: nothing is known, and the database is asked for each bigram.
    private(set) var isComplete = false

    static let none = KnownBigrams()

    /// All that the database holds.
    init(_ db: Database) throws {
        let cursor = try String.fetchCursor(db.statement(.allBigramsWithReadings))
        while let bigram = try cursor.next() {
            if let pair = ScalarPair(bigram.utf8) { _ = insert(pair) }
        }
        isComplete = true
    }

    private init() {}

    /// Whether it was not known before.
    mutating func insert(_ pair: ScalarPair) -> Bool {
        let (first, second) = (pair.first.value, pair.second.value)
        // U+0000 is in no text, so the key is never 0.
        guard first < 0x10000, second < 0x10000 else { return rare.insert(pair).inserted }
        if count * 2 >= slots.count { grow() }
        guard Self.put(first << 16 | second, into: &slots) else { return false }
        count += 1
        return true
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        for key in slots where key != 0 { _ = Self.put(key, into: &larger) }
        slots = larger
    }

    private static func put(_ key: UInt32, into slots: inout [UInt32]) -> Bool {
        slots.withUnsafeMutableBufferPointer { slots in
            let mask = slots.count - 1
            var place = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while slots[place] != 0 {
                if slots[place] == key { return false }
                place = (place + 1) & mask
            }
            slots[place] = key
            return true
        }
    }
}
