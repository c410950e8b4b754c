/// What a hand does to finished text: the other script, characters mistaken for others, two of them swapped.
///
/// Lengths stay as they are.
struct Hand: Sendable {
    var writesTraditional: Bool
    /// Decides where the mistakes fall; 0 makes none.
    var mistakes: UInt64

    init(_ random: inout SeededRandom) {
        writesTraditional = random.chance(0.08)
        mistakes = random.chance(0.3) ? random.next() | 1 : 0
    }

    func write(_ units: inout Units) {
        if mistakes != 0 { slip(&units) }
        if writesTraditional { TraditionalForms.shared.convert(&units) }
    }

    private func slip(_ units: inout Units) {
        guard units.count > 3 else { return }
        var random = SeededRandom(seed: mistakes)
        for _ in 0...random.below(1 + units.count / 40) {
            let place = random.below(units.count - 1)
            if random.chance(0.1), units[place] > 0x4E00, units[place + 1] > 0x4E00 {
                units.swapAt(place, place + 1)
                continue
            }
            // The next character that has a double takes the slip.
            for index in place..<min(place + 12, units.count) {
                let doubles = ConfusionTable.shared.doubles(of: units[index])
                guard !doubles.isEmpty else { continue }
                units[index] = doubles[random.below(doubles.count)]
                break
            }
        }
    }
}

/// Which characters are mistaken for which.
struct ConfusionTable: Sendable {
    private var table: [Units?] = Array(repeating: nil, count: 65_536)

    static let shared = ConfusionTable()

    private init() {
        for group in Confusions.groups.words {
            for unit in group { table[Int(unit), default: []] += group.filter { $0 != unit } }
        }
    }

    func doubles(of unit: UInt16) -> Units { table[Int(unit)] ?? [] }
}

extension [Units?] {
    fileprivate subscript(index: Int, default fallback: Units) -> Units {
        get { self[index] ?? fallback }
        set { self[index] = newValue }
    }
}
