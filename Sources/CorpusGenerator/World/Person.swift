/// A complainant, made from a number alone: the same number is the same person whenever it is asked for.
///
/// No number here can be anybody's: phones use mobile prefixes that no operator has been given, ID numbers a county
/// code that does not exist (with a right check character).
struct Person: Sendable {
    let id: UInt64
    private let seed: UInt64

    init(id: UInt64, seed: UInt64) {
        self.id = id
        self.seed = seed
    }

    private static let prefixes = [160, 161, 163, 164, 168, 169, 142, 143, 154]

    func phone(second: Bool) -> Units {
        var random = SeededRandom(seed, id, second ? 2 : 1)
        var units = Units()
        units.add(decimal: Self.prefixes[random.below(Self.prefixes.count)])
        units.add(decimal: random.below(100_000_000), width: 8)
        return units
    }

    func idNumber() -> Units {
        var random = SeededRandom(seed, id, 3)
        var units = Units()
        units.add(decimal: 420_150 + random.below(50))
        let birth = CivilDate(daysSince1970: random.within(-10_000...13_000))
        birth.append(to: &units, separator: nil)
        units.add(decimal: random.within(1...999), width: 3)
        return units + [Self.checkCharacter(units)]
    }

    /// ISO 7064 MOD 11-2 over seventeen digits, as GB 11643 has it.
    private static func checkCharacter(_ digits: Units) -> UInt16 {
        var sum = 0
        for digit in digits { sum = (sum + Int(digit) - 48) * 2 % 11 }
        let check = (12 - sum) % 11
        return check == 10 ? 88 : 48 + UInt16(check)
    }

    /// The name as one hand writes it: in full, 王某, 王女士.
    func name(_ random: inout SeededRandom) -> Units {
        let full = fullName()
        let surname = Array(full.prefix(1))
        switch random.below(10) {
        case 0...5: return full
        case 6: return surname + Units("某")
        case 7: return surname + Units("某某")
        default: return surname + Units(isWoman ? "女士" : "先生")
        }
    }

    private var isWoman: Bool {
        var random = SeededRandom(seed, id, 4)
        return random.chance(0.55)
    }

    func fullName() -> Units {
        var random = SeededRandom(seed, id, 5)
        return Self.composeName(&random)
    }

    static func composeName(_ random: inout SeededRandom) -> Units {
        var name = NameCharacters.surnames.pickByRank(&random)
        name += NameCharacters.given.pick(&random)
        if random.chance(0.7) { name += NameCharacters.given.pick(&random) }
        return name
    }
}
