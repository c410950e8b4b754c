/// The generator's only source of chance: xoshiro256** (Blackman and Vigna, 2018), seeded through SplitMix64.
///
/// The same seed gives the same numbers on every machine; nothing of Foundation's or the system's randomness is used.
package struct SeededRandom: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    package init(seed: UInt64) {
        var mixer = SplitMix(state: seed)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// A stream of its own for one property of one thing, so that the thing needs no memory.
    init(_ seed: UInt64, _ thing: UInt64, _ property: UInt64 = 0) {
        self.init(seed: mixed(mixed(seed, thing), property))
    }

    package mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// A whole number in 0 ..< `bound`; 0 when `bound` is not above 1.
    package mutating func below(_ bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    package mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// In 0 ..< 1.
    package mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    package mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// Near the standard normal: twelve uniform numbers less six (Irwin-Hall), which needs no logarithm.
    package mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unit() }
        return sum
    }

    /// An index drawn by weight; `cumulative` holds running totals.
    package mutating func weighted(_ cumulative: [Double]) -> Int {
        let aim = unit() * (cumulative.last ?? 0)
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > aim { high = middle } else { low = middle + 1 }
        }
        return max(0, low)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return finalized(state)
    }
}

private func finalized(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
}

/// One number from two, well stirred.
func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
    finalized(finalized(first &+ 0x9E37_79B9_7F4A_7C15) ^ second &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D)
}
