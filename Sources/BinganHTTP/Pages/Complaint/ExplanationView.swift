import ComplaintIndex

/// Why a complaint is or isn't in a query's answer.
struct ExplanationView {
    struct Term {
        let term: String
        let className: String
        let remark: String?
        let weight: String
        let idf: String
        let frequency: Int
        let contribution: String
    }

    struct Condition {
        let text: String
        let holds: Bool
    }

    let query: String
    let isInAnswer: Bool
    let tier: String
    let scoreText: String?
    let hasTerms: Bool
    let terms: [Term]
    let conditions: [Condition]

    init(_ explanation: Explanation, query: String) {
        self.query = query
        isInAnswer = explanation.isInAnswer
        tier = Self.tiers[explanation.tier] ?? explanation.tier
        scoreText = explanation.score > 0 ? Self.rounded(explanation.score) : nil
        terms = explanation.terms.map { term in
            Term(
                term: term.term, className: Self.className(term.termClass), remark: term.note.map(Wording.chinese),
                weight: Self.rounded(term.weight), idf: Self.rounded(term.idf), frequency: term.frequency,
                contribution: Self.rounded(term.contribution))
        }
        hasTerms = !terms.isEmpty
        conditions =
            explanation.words.map { Condition(text: "“\($0.word)”", holds: $0.holds) }
            + explanation.filters.map { Condition(text: $0.filter, holds: $0.holds) }
    }

    private static let tiers = [
        "all": "含有全部检索词", "some": "只含部分检索词", "none": "不含检索词", "filtered": "被条件排除",
    ]

    private static func className(_ termClass: Explanation.TermClassName) -> String {
        switch termClass {
        case .word: "词"
        case .bigram: "二字"
        case .hanzi: "单字"
        }
    }

    /// Two decimals.
    private static func rounded(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "—" }
        let cents = Int((number * 100).rounded())
        let fraction = cents.magnitude % 100
        return "\(cents < 0 ? "−" : "")\(cents.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
