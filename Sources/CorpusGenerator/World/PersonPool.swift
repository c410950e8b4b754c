/// Who complains: mostly somebody new, sometimes somebody from before, seldom one of a few who complain for a living.
struct PersonPool: Sendable {
    let seed: UInt64
    private var next: UInt64 = 100

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func draw(_ random: inout SeededRandom) -> Person {
        let chance = random.unit()
        if chance < 0.02 { return Person(id: UInt64(zipfRank(below: 100, shift: 3, &random)), seed: seed) }
        if chance < 0.12, next > 100 { return Person(id: 100 + UInt64(random.below(Int(next - 100))), seed: seed) }
        return newcomer()
    }

    mutating func newcomer() -> Person {
        next += 1
        return Person(id: next - 1, seed: seed)
    }
}
