/// What to generate. The same options give the same bytes.
public struct CorpusOptions: Sendable {
    public enum Format: String, Sendable, CaseIterable { case jsonl, csv }

    public var count: Int
    public var seed: UInt64
    public var format: Format
    public var start: CivilDate
    /// Over how many days the complaints spread.
    public var days: Int
    public var shares: RepeatShares

    public init(
        count: Int, seed: UInt64 = 1, format: Format = .jsonl,
        start: CivilDate = CivilDate(year: 2021, month: 1, day: 1),
        days: Int = 365, shares: RepeatShares = RepeatShares()
    ) {
        self.count = max(0, count)
        self.seed = seed
        self.format = format
        self.start = start
        self.days = max(1, days)
        self.shares = shares
    }
}

/// Which parts of all complaints are made from an earlier one, and how. The rest stands alone.
public struct RepeatShares: Sendable {
    public var duplicates = 0.08
    public var copies = 0.02
    /// Another person about the same issue of the same merchant.
    public var relatedPeople = 0.03
    /// The same person about another issue of the same merchant.
    public var relatedMatters = 0.01
    /// The same template about another merchant: new, however alike.
    public var newTemplates = 0.025
    /// The same person about another merchant: new.
    public var newMatters = 0.015

    public init() {}

    var all: [(relation: Relation, share: Double)] {
        [
            (.duplicate, duplicates), (.copy, copies), (.relatedPeople, relatedPeople),
            (.relatedMatter, relatedMatters), (.newTemplate, newTemplates), (.newMatter, newMatters),
        ]
    }
}
