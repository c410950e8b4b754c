/// What a comparison says to the model: one level of each kind, and how some go together. The same words by another
/// person, or about another shop, mean other things than each alone: hence person × text × merchant.
package enum Features {
    /// One group of features, of which exactly one holds for a comparison.
    struct Group: Sendable {
        /// Its kind in answers.
        let kind: String
        /// Its features' names in the weights' file.
        let names: [String]
        /// What a feature says to people; nil for single levels, which say it themselves.
        let words: [String]?
    }

    static let groups: [Group] = [
        Group(kind: "prior", names: ["prior"], words: ["先验 (prior)"]),
        levels(PersonLevel.self), levels(TextLevel.self), levels(TopicLevel.self), levels(DetailsLevel.self),
        levels(FactsLevel.self), levels(IssueLevel.self),
        levels(MerchantLevel.self), levels(OrderLevel.self), levels(AmountLevel.self), levels(DayLevel.self),
        levels(CrowdLevel.self), levels(HistoryLevel.self),
        together(Wording.self, "wording"), together(Matter.self, "matter"), together(TopicLevel.self, "topic"),
        together(DetailsLevel.self, "details"), together(IssueLevel.self, "issue"),
        pairs(PersonLevel.self, CrowdLevel.self, "person+crowd"),
        pairs(FactsLevel.self, CrowdLevel.self, "facts+crowd"),
        pairs(PersonLevel.self, TopicLevel.self, "person+topic"), pairs(PersonLevel.self, Matter.self, "person+matter"),
        pairs(PersonLevel.self, MerchantLevel.self, "person+merchant"),
        pairs(TextLevel.self, FactsLevel.self, "text+facts"),
        pairs(HistoryLevel.self, Matter.self, "history+matter"),
        pairs(HistoryLevel.self, Wording.self, "history+wording"),
        pairs(FactsLevel.self, Where.self, "facts+merchant"),
        levels(Bond.self),
    ]

    /// Whether a feature's weight is set by hand.
    package static func isSetByHand(_ place: Int) -> Bool { names[place].hasPrefix(Bond.kind + "=") }

    /// Where each group begins among all features.
    static let bases: [Int] = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.names.count) }.dropLast()

    /// Every feature's name, in order.
    package static let names: [String] = groups.flatMap(\.names)

    /// The place of the feature that holds, one for each group.
    package static func active(_ c: Comparison) -> [Int] {
        var places: [Int] = []
        eachActive(c) { places.append($0) }
        return places
    }

    /// The same without a list: scoring asks for every pair.
    @inline(__always)
    static func eachActive(_ c: Comparison, _ body: (Int) -> Void) {
        let person = Who(c.person).place * Where.count + Where(c.merchant).place
        var group = 0
        func take(_ place: Int) {
            body(bases[group] + place)
            group += 1
        }
        take(0)
        take(c.person.place)
        take(c.text.place)
        take(c.topic.place)
        take(c.details.place)
        take(c.facts.place)
        take(c.issue.place)
        take(c.merchant.place)
        take(c.order.place)
        take(c.amount.place)
        take(c.day.place)
        take(c.crowd.place)
        take(c.history.place)
        take(person * Wording.count + Wording(c.text).place)
        take(person * Matter.count + Matter(c.order, c.amount).place)
        take(person * TopicLevel.count + c.topic.place)
        take(person * DetailsLevel.count + c.details.place)
        take(person * IssueLevel.count + c.issue.place)
        take(c.person.place * CrowdLevel.count + c.crowd.place)
        take(c.facts.place * CrowdLevel.count + c.crowd.place)
        take(c.person.place * TopicLevel.count + c.topic.place)
        take(c.person.place * Matter.count + Matter(c.order, c.amount).place)
        take(c.person.place * MerchantLevel.count + c.merchant.place)
        take(c.text.place * FactsLevel.count + c.facts.place)
        take(c.history.place * Matter.count + Matter(c.order, c.amount).place)
        take(c.history.place * Wording.count + Wording(c.text).place)
        take(c.facts.place * Where.count + Where(c.merchant).place)
        take(Bond(c).place)
    }

    private static func levels<L: EvidenceLevel>(_ type: L.Type) -> Group {
        Group(kind: L.kind, names: L.allCases.map { L.kind + "=" + $0.name }, words: nil)
    }

    /// Two kinds of levels together.
    private static func pairs<A: EvidenceLevel, B: EvidenceLevel>(_: A.Type, _: B.Type, _ kind: String) -> Group {
        Group(
            kind: kind,
            names: A.allCases.flatMap { a in B.allCases.map { "\(A.kind)=\(a.name)&\(B.kind)=\($0.name)" } },
            words: A.allCases.flatMap { a in B.allCases.map { "\(a.words) + \($0.words)" } })
    }

    /// Person × merchant × what `last` is.
    private static func together<L: EvidenceLevel>(_ last: L.Type, _ name: String) -> Group {
        var (names, words): ([String], [String]) = ([], [])
        for who in Who.allCases {
            for place in Where.allCases {
                for level in L.allCases {
                    names.append("who=\(who.name)&place=\(place.name)&\(name)=\(level.name)")
                    words.append("\(who.words) + \(place.words) + \(level.words)")
                }
            }
        }
        return Group(kind: "person+merchant+\(name)", names: names, words: words)
    }
}
