import Testing

@testable import DuplicateDetection

@Suite("Sets of shingles")
struct ShingleSetTests {
    /// Units of few kinds, so that texts share many and repeat some.
    private func units(_ count: Int, _ random: inout SystemRandomNumberGenerator) -> [UInt32] {
        (0..<count).map { _ in UInt32.random(in: 0x4E00..<0x4E20, using: &random) }
    }

    /// hash and level of each distinct shingle but those excluded, worked out one by one.
    private func levels(
        _ units: [UInt32], without excluded: [UInt32] = [], _ frequency: ShingleFrequency
    ) -> [UInt32: UInt8] {
        func hashes(_ units: [UInt32]) -> Set<UInt32> { Set(zip(units, units.dropFirst()).map(Shingle.bigram)) }
        return hashes(units).subtracting(hashes(excluded)).reduce(into: [:]) { $0[$1] = frequency.level($1) }
    }

    private func weight(_ levels: [UInt8]) -> Float {
        Float(levels.reduce(0) { $0 + ShingleFrequency.hundredths(level: $1) }) / 100
    }

    @Test("what two texts share is what both hold, and of that the rare, whichever of them has a table")
    func shared() throws {
        var random = SystemRandomNumberGenerator()
        // A level for every bucket, so that all of them occur.
        let frequency = ShingleFrequency(
            levels: (0..<ShingleFrequency.size).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        for _ in 0..<200 {
            let (one, other) = (units(.random(in: 0..<60), &random), units(.random(in: 0..<60), &random))
            let name = units(.random(in: 0..<5), &random)
            let a = ShingleSet(one, length: 2, frequency)
            let b = ShingleSet(other, length: 2, without: name, frequency)
            let held = levels(one, frequency)
            let both = levels(other, without: name, frequency).filter { held[$0.key] != nil }.map(\.value)
            for rare in [0, 3, 9, ShingleFrequency.highestLevel] as [UInt8] {
                let expected = (all: weight(both), rare: weight(both.filter { $0 <= rare }))
                for (x, y) in [(a, b), (b, a), (a, b.compact), (b.compact, a), (a.compact, b.compact)] {
                    #expect(x.shared(with: y, rare: rare, frequency) == expected)
                }
            }
        }
    }
}
