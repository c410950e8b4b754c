import Foundation

/// A small seeded source of chance for simulations: SplitMix64 (Steele, Lea and Flood, 2014).
struct BenchRandom: RandomNumberGenerator {
    private var state: UInt64

    /// The state is stirred once: streams of successive seeds would otherwise be one stream, shifted.
    init(seed: UInt64) {
        state = seed
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(bound, 1), using: &self) }

    mutating func normal() -> Double {
        (-2 * log(max(unit(), 1e-300))).squareRoot() * cos(2 * Double.pi * unit())
    }

    /// A Poisson number, by Knuth's method in pieces of at most 16.
    mutating func poisson(_ mean: Double) -> Int {
        var (rest, count) = (mean, 0)
        while rest > 0 {
            let piece = min(rest, 16)
            rest -= piece
            let limit = exp(-piece)
            var product = unit()
            while product > limit {
                count += 1
                product *= unit()
            }
        }
        return count
    }

    /// A Gamma number of mean 1 and this shape (Marsaglia and Tsang, 2000).
    mutating func gamma(shape: Double) -> Double {
        guard shape >= 1 else {
            return gamma(shape: shape + 1) * (shape + 1) / shape * pow(max(unit(), 1e-300), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = pow(1 + c * x, 3)
            if v > 0, log(max(unit(), 1e-300)) < 0.5 * x * x + d - d * v + d * log(v) { return d * v / shape }
        }
    }
}
