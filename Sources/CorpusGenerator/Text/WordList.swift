/// Words from one literal, split at blanks once, at start-up (long array literals compile slowly).
struct WordList: Sendable {
    let words: [Units]

    init(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).map { Units(String($0)) }
    }

    /// Every character of `text` a word of its own, blanks left out.
    init(charactersOf text: String) {
        words = text.utf16.filter { $0 > 32 }.map { [$0] }
    }

    var count: Int { words.count }

    subscript(index: Int) -> Units { words[index] }

    func pick(_ random: inout SeededRandom) -> Units {
        words[random.below(words.count)]
    }

    /// Early words often, late words seldom: P(rank) ∝ 1 / (rank + 4).
    func pickByRank(_ random: inout SeededRandom) -> Units {
        words[zipfRank(below: words.count, shift: 4, &random)]
    }
}

/// A rank in 0 ..< `count` with P(rank) ∝ 1 / (rank + shift), the law of Zipf as Mandelbrot bent it.
func zipfRank(below count: Int, shift: Double, _ random: inout SeededRandom) -> Int {
    let growth = logarithm((Double(count) + shift) / shift)
    return min(count - 1, Int(shift * exponential(growth * random.unit()) - shift))
}
