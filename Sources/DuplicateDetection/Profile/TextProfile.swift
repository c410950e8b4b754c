/// A text as comparing needs it: its units in order, and its distinct shingles with how rare each is.
package struct TextProfile: Sendable {
    /// A folded Hanzi, or the hash of a run of letters and digits with the top bit set.
    let units: [UInt32]
    let shingles: ShingleSet
    let bigrams: ShingleSet

    /// The bit that tells a run of letters and digits from a Hanzi.
    static let runBit: UInt32 = 0x8000_0000
    static let empty = TextProfile(units: [], shingles: .empty, bigrams: .empty)

    init(units: [UInt32], shingles: ShingleSet, bigrams: ShingleSet) {
        self.units = units
        self.shingles = shingles
        self.bigrams = bigrams
    }

    init(units: [UInt32], _ frequency: ShingleFrequency) {
        self.init(
            units: units, shingles: ShingleSet(units, length: 3, frequency),
            bigrams: ShingleSet(units, length: 2, frequency))
    }

    /// The same without tables: see `ShingleSet`.
    var compact: TextProfile {
        TextProfile(units: units, shingles: shingles.compact, bigrams: bigrams.compact)
    }

    /// How many units both texts begin with. Never fewer once more is typed.
    func opening(with other: TextProfile) -> Int { zip(units, other.units).prefix { $0 == $1 }.count }

    /// Equal for texts that differ only in what folding ignores.
    var wholeHash: UInt64 {
        units.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
