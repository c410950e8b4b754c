/// Makes the person, matter and wording of a complaint that follows from `source`.
///
/// All that a single field could show is drawn the same way for every relation: the length from the source's, the day it
/// happened from the source's day, category, district and kind kept with one probability.
struct Derivation: Sendable {
    let relation: Relation
    let source: Source

    /// 0.3 exactly the source's length, else near it or far from it.
    func targetLength(_ random: inout SeededRandom) -> Int {
        let length = Double(source.textLength)
        let target: Double
        switch random.unit() {
        case ..<0.3: target = length
        case ..<0.55: target = length * (0.9 + 0.2 * random.unit())
        default: target = length * exponential(0.45 * random.normal())
        }
        return min(600, max(15, Int(target)))
    }

    /// The day as told this time; people misremember, and buying and noticing are two days.
    func occurred(received: Moment, _ random: inout SeededRandom) -> CivilDate {
        var day = source.matter.occurred.daysSince1970
        if !random.chance(0.35) {
            let shift = Int(-6 * logarithm(1 - random.unit()))
            day += random.chance(0.5) ? shift : -shift
        }
        return CivilDate(daysSince1970: min(day, received.date.daysSince1970))
    }

    /// Whether the wording of the source is played again.
    func keepsScript(_ random: inout SeededRandom) -> Bool {
        let chance = random.unit()
        switch relation {
        case .duplicate: return chance < 0.45
        case .copy, .newTemplate: return true
        case .relatedPeople, .relatedMatter, .newMatter: return false
        }
    }

    func hand(_ random: inout SeededRandom) -> Hand {
        let fresh = Hand(&random)
        return random.chance(0.6) ? source.hand : fresh
    }

    /// The source's field three times in four, whatever the relation.
    func kept<Field>(_ field: Field, orElse fresh: Field, _ random: inout SeededRandom) -> Field {
        random.chance(0.75) ? field : fresh
    }
}
