/// A text as comparing needs it: its units in order, and its distinct shingles with how rare each is.
package struct TextProfile: Sendable {
    /// A folded Hanzi, or the hash of a run of letters and digits with the top bit set.
    let units: [UInt32]
    let shingles: ShingleSet
    let bigrams: ShingleSet

    /// The bit that tells a run of letters and digits from a Hanzi.
    static let runBit: UInt32 = 0x8000_0000
    static let empty = TextProfile(units: [], shingles: .empty, bigrams: .empty)

    private init(units: [UInt32], shingles: ShingleSet, bigrams: ShingleSet) {
        self.units = units
        self.shingles = shingles
        self.bigrams = bigrams
    }

    init(units: [UInt32], _ frequency: ShingleFrequency) {
        var shingles: [UInt32] = []
        var bigrams: [UInt32] = []
        shingles.reserveCapacity(units.count)
        bigrams.reserveCapacity(units.count)
        units.withUnsafeBufferPointer { units in
            for place in 0..<max(0, units.count - 1) {
                bigrams.append(Shingle.bigram(units[place], units[place + 1]))
                guard place + 2 < units.count else { continue }
                shingles.append(Shingle.trigram(units[place], units[place + 1], units[place + 2]))
            }
        }
        self.init(
            units: units, shingles: ShingleSet(shingles, frequency), bigrams: ShingleSet(bigrams, frequency))
    }

    /// Equal for texts that differ only in what folding ignores.
    var wholeHash: UInt64 {
        units.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// Distinct hashes, sorted, each with its level of rarity.
struct ShingleSet: Sendable {
    /// hash << 8 | level
    let entries: [UInt64]
    /// The sum of all weights, in bits.
    let weight: Float

    static let empty = ShingleSet(entries: [], weight: 0)

    private init(entries: [UInt64], weight: Float) {
        self.entries = entries
        self.weight = weight
    }

    init(_ hashes: [UInt32], _ frequency: ShingleFrequency) {
        var entries = hashes.map { UInt64($0) << 8 | UInt64(frequency.level($0)) }
        entries.sort()
        var (kept, sum): (Int, Float) = (0, 0)
        for place in entries.indices where place == 0 || entries[place] != entries[kept - 1] {
            entries[kept] = entries[place]
            sum += frequency.weight(level: UInt8(truncatingIfNeeded: entries[place]))
            kept += 1
        }
        entries.removeLast(entries.count - kept)
        self.init(entries: entries, weight: sum)
    }

    /// What stands in this one alone.
    func subtracting(_ other: ShingleSet, _ frequency: ShingleFrequency) -> ShingleSet {
        guard !other.entries.isEmpty else { return self }
        let known = Set(other.entries)
        let kept = entries.filter { !known.contains($0) }
        return ShingleSet(
            entries: kept, weight: kept.reduce(0) { $0 + frequency.weight(level: UInt8(truncatingIfNeeded: $1)) })
    }

    /// The weight of what both hold that is rare, at most `level`. O(both).
    func sharedRare(with other: ShingleSet, level: UInt8, _ frequency: ShingleFrequency) -> Float {
        var (i, j, sum): (Int, Int, Float) = (0, 0, 0)
        while i < entries.count && j < other.entries.count {
            if entries[i] == other.entries[j] {
                let found = UInt8(truncatingIfNeeded: entries[i])
                if found <= level { sum += frequency.weight(level: found) }
                i += 1
                j += 1
            } else if entries[i] < other.entries[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }

    /// The weight of what both hold. O(both).
    func shared(with other: ShingleSet, _ frequency: ShingleFrequency) -> Float {
        entries.withUnsafeBufferPointer { a in
            other.entries.withUnsafeBufferPointer { b in
                var (i, j, sum): (Int, Int, Float) = (0, 0, 0)
                while i < a.count && j < b.count {
                    if a[i] == b[j] {
                        sum += frequency.weight(level: UInt8(truncatingIfNeeded: a[i]))
                        i += 1
                        j += 1
                    } else if a[i] < b[j] {
                        i += 1
                    } else {
                        j += 1
                    }
                }
                return sum
            }
        }
    }

    /// The rarest, at most `count`: by level, then by hash, so that two versions of a text choose the same ones.
    func rarest(_ count: Int) -> [(hash: UInt32, level: UInt8)] {
        // Level first, then a scrambled hash: the upper bits chose the level's bucket and would tie.
        var order = entries.map { entry -> UInt64 in
            let (hash, level) = (UInt32(truncatingIfNeeded: entry >> 8), entry & 0xFF)
            return level << 32 | UInt64(hash &* 0x9E37_79B1)
        }
        order.sort()
        return order.prefix(count).map { entry in
            (UInt32(truncatingIfNeeded: entry) &* Self.inverse, UInt8(truncatingIfNeeded: entry >> 32))
        }
    }

    /// 0x9E3779B1 · inverse = 1 modulo 2^32.
    private static let inverse: UInt32 = {
        var inverse: UInt32 = 0x9E37_79B1
        for _ in 0..<5 { inverse = inverse &* (2 &- 0x9E37_79B1 &* inverse) }
        return inverse
    }()
}
