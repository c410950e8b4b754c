/// A text before its facts: which phrases, with which choices, in which order, ending how.
///
/// Played with the same facts it gives the same text; with others, the same template about something else.
struct Script: Sendable {
    struct Use: Sendable {
        var phrase: Int
        var seed: UInt64
        /// The character after the piece.
        var joint: UInt16
        /// The event itself, which no shortening drops.
        var isCore: Bool
        /// Padding at the end, made anew whenever a text is fitted to a length.
        var isFiller: Bool
    }

    var manner: Manner
    var uses: [Use] = []
    /// The same for all texts made from one script.
    var wording: UInt64
}

/// A writer's or operator's way of writing.
struct Manner: Sendable {
    enum Punctuation: Sendable { case careful, commas, none, exclaiming, halfWidth }

    /// An operator tells it in the third person.
    var isFrame: Bool
    var selfWord: Units
    var punctuation: Punctuation

    init(_ random: inout SeededRandom) {
        isFrame = random.chance(0.35)
        selfWord = isFrame ? CommonWords.thirdPerson.pickByRank(&random) : CommonWords.firstPerson.pickByRank(&random)
        switch random.below(20) {
        case 0...10: punctuation = .careful
        case 11...14: punctuation = .commas
        case 15: punctuation = .none
        case 16...17: punctuation = .exclaiming
        default: punctuation = .halfWidth
        }
    }

    func joint(_ random: inout SeededRandom) -> UInt16 {
        switch punctuation {
        case .careful: random.chance(0.55) ? 0x3002 : 0xFF0C
        case .commas: 0xFF0C
        case .none: 0x20
        case .exclaiming: random.chance(0.5) ? 0xFF01 : 0xFF0C
        case .halfWidth: 0x2C
        }
    }

    func end(_ random: inout SeededRandom) -> UInt16 {
        switch punctuation {
        case .careful, .commas: 0x3002
        case .none: 0x20
        case .exclaiming: 0xFF01
        case .halfWidth: 0x2E
        }
    }
}
