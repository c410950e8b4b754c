/// What a weight is for: levels that exclude one another. After the comparison levels of Splink (Linacre et al. 2022), in the
/// manner of Fellegi and Sunter (1969).
package protocol Level: RawRepresentable<UInt8>, CaseIterable, Sendable {
    /// The kind's name in weights and answers.
    static var kind: String { get }
}

/// One kind of evidence, cut into levels: the first is "unknown", the last "all else".
package protocol EvidenceLevel: Level {
    /// What the level says, Chinese then English.
    var words: String { get }
}

extension Level {
    /// The level's name in weights and answers: `same_number`.
    package var name: String {
        String(describing: self).reduce(into: "") { text, character in
            text += character.isUppercase ? "_" + character.lowercased() : String(character)
        }
    }

    /// How many levels there are.
    static var count: Int { allCases.count }
    var place: Int { Int(rawValue) }
}

/// A pair's levels, one of each kind.
package struct Comparison: Sendable, Hashable {
    var person = PersonLevel.unknown
    var text = TextLevel.unknown
    var topic = TopicLevel.unknown
    var details = DetailsLevel.unknown
    var facts = FactsLevel.unknown
    var issue = IssueLevel.unknown
    var merchant = MerchantLevel.unknown
    var order = OrderLevel.unknown
    var amount = AmountLevel.unknown
    var day = DayLevel.unknown
    // Of the whole list of candidates: see ``ListEvidence``.
    var crowd = CrowdLevel.unknown
    var history = HistoryLevel.unknown

    /// The same where the kind of trouble is unknown.
    package var withoutIssue: Comparison {
        var other = self
        other.issue = .unknown
        return other
    }
}
