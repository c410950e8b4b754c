/// What a comparison says to the model: one level of each kind, and how some go together. The same words by another
/// person, or about another shop, mean other things than each alone: hence person × text × merchant.
package enum Features {
    /// One group of features, of which exactly one holds for a comparison.
    struct Group: Sendable {
        /// What it is about: one kind of evidence, or those of which it says what they mean together.
        let kinds: [EvidenceKind]
        /// Whether it is about the order number where that is known, else about the sum, besides `kinds`.
        let isOfMatter: Bool
        /// Its features' names in the weights' file.
        let names: [String]
        /// Of a group about one kind: its levels' names in answers.
        let levels: [String]?

        init(_ kinds: [EvidenceKind], isOfMatter: Bool = false, names: [String]) {
            (self.kinds, self.isOfMatter, self.names) = (kinds, isOfMatter, names)
            let isSingle = kinds.count == 1 && !isOfMatter
            levels = isSingle ? names.map { $0.split(separator: "=").last.map(String.init) ?? $0 } : nil
        }
    }

    static let groups: [Group] = [
        Group([.prior], names: ["prior"]),
        levels(.person, PersonLevel.self), levels(.text, TextLevel.self), levels(.topic, TopicLevel.self),
        levels(.details, DetailsLevel.self), levels(.facts, FactsLevel.self), levels(.issue, IssueLevel.self),
        levels(.merchant, MerchantLevel.self), levels(.order, OrderLevel.self), levels(.amount, AmountLevel.self),
        levels(.day, DayLevel.self), levels(.crowd, CrowdLevel.self), levels(.history, HistoryLevel.self),
        together([.text], Wording.self, "wording"), together([], isOfMatter: true, Matter.self, "matter"),
        together([.topic], TopicLevel.self, "topic"), together([.details], DetailsLevel.self, "details"),
        together([.issue], IssueLevel.self, "issue"),
        pairs([.person, .crowd], PersonLevel.self, CrowdLevel.self),
        pairs([.facts, .crowd], FactsLevel.self, CrowdLevel.self),
        pairs([.person, .topic], PersonLevel.self, TopicLevel.self),
        pairs([.person], isOfMatter: true, PersonLevel.self, Matter.self),
        pairs([.person, .merchant], PersonLevel.self, MerchantLevel.self),
        pairs([.text, .facts], TextLevel.self, FactsLevel.self),
        pairs([.history], isOfMatter: true, HistoryLevel.self, Matter.self),
        pairs([.history, .text], HistoryLevel.self, Wording.self),
        pairs([.facts, .merchant], FactsLevel.self, Where.self),
        levels(.bond, Bond.self),
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

    private static func levels<L: Level>(_ kind: EvidenceKind, _ type: L.Type) -> Group {
        Group([kind], names: L.allCases.map { L.kind + "=" + $0.name })
    }

    /// Two kinds of levels together.
    private static func pairs<A: Level, B: Level>(
        _ kinds: [EvidenceKind], isOfMatter: Bool = false, _: A.Type, _: B.Type
    ) -> Group {
        let names = A.allCases.flatMap { a in B.allCases.map { "\(A.kind)=\(a.name)&\(B.kind)=\($0.name)" } }
        return Group(kinds, isOfMatter: isOfMatter, names: names)
    }

    /// Person × merchant × what `last` is.
    private static func together<L: Level>(
        _ kinds: [EvidenceKind], isOfMatter: Bool = false, _ last: L.Type, _ name: String
    ) -> Group {
        var names: [String] = []
        for who in Who.allCases {
            for place in Where.allCases {
                names += L.allCases.map { "who=\(who.name)&place=\(place.name)&\(name)=\($0.name)" }
            }
        }
        return Group([.person, .merchant] + kinds, isOfMatter: isOfMatter, names: names)
    }
}
