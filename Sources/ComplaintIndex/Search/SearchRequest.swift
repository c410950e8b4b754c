import ComplaintModel

/// In which order hits come.
public enum SearchSort: String, Sendable, CaseIterable {
    case relevance, newest, oldest, amount
}

/// What hits can be counted by.
public enum FacetName: String, Sendable, CaseIterable {
    case category, district, channel, kind, status, merchant
}

public struct SearchRequest: Sendable {
    /// In the query language; empty for every row.
    public var query: String
    /// From flags and parameters; all must hold, besides those in the query.
    public var filters: [Filter]
    public var sort: SearchSort
    /// How many hits a page has, 1 to 1,000.
    public var limit: Int
    /// Where the page before ended.
    public var cursor: String?
    public var facets: [FacetName]
    public var explain: Bool
    /// Seconds after which the search stops with what it has.
    public var deadline: Double

    /// Whether more is asked for than words and their ranking.
    var readsFields: Bool { sort != .relevance || !facets.isEmpty || explain || !filters.isEmpty }

    public init(
        query: String, filters: [Filter] = [], sort: SearchSort = .relevance, limit: Int = 20, cursor: String? = nil,
        facets: [FacetName] = [], explain: Bool = false, deadline: Double = 2
    ) {
        self.query = query
        self.filters = filters
        self.sort = sort
        self.limit = min(max(limit, 1), 1000)
        self.cursor = cursor
        self.facets = facets
        self.explain = explain
        self.deadline = deadline
    }
}

public struct SearchAnswer: Sendable {
    /// Rows that hold every word.
    public var total = 0
    /// False when the deadline passed: `total` is a lower bound then.
    public var totalIsExact = true
    /// Whether rows that hold only some of the words follow.
    public var relaxed = false
    public var relaxedTotal = 0
    public var tookMilliseconds = 0.0
    public var notes: [Note] = []
    public var hits: [Hit] = []
    /// Counts over the strict rows, largest first.
    public var facets: [(name: FacetName, counts: [FacetCount])] = []
    public var nextCursor: String?
}

public struct FacetCount: Sendable, Equatable {
    /// What to filter by.
    public let value: String
    /// What to show when it differs.
    public let label: String?
    public let count: Int
}

public struct Hit: Sendable {
    public let id: Int64
    public let number: String?
    public let score: Double
    /// Holds only some of the words.
    public let isRelaxed: Bool
    /// A piece of the text, not masked.
    public let snippet: String
    /// Half-open, in Unicode scalars of `snippet`; ascending, neither overlapping nor touching.
    public let highlights: [Range<Int>]
    public let receivedAt: Timestamp?
    public let merchantID: Int64?
    public let merchantName: String?
    public let category: String?
    public let district: String?
    public let status: Status
    public let channel: Channel
    public let kind: Kind
    public let amount: Amount?
    public let explanation: Explanation?
}

/// Why a complaint stands where it does, or is not in the answer.
public struct Explanation: Sendable {
    public struct TermPart: Sendable {
        public let term: String
        public let termClass: TermClassName
        public let weight: Double
        public let idf: Double
        public let frequency: Int
        public let length: Int
        public let averageLength: Double
        public let contribution: Double
        /// Boilerplate, or a stand-in of the same sound.
        public let note: String?
    }

    public enum TermClassName: String, Sendable {
        case word, bigram, hanzi
    }

    /// `all`: it holds every word; `some`; `none`; `filtered`: a filter leaves it out.
    public var tier: String
    public var score: Double
    public var terms: [TermPart]
    /// The words of the query, and whether the complaint holds each.
    public var words: [(word: String, holds: Bool)]
    public var filters: [(filter: String, holds: Bool)]
    public var isInAnswer: Bool
}
