import ArgumentParser
import ComplaintIndex
import CorpusGenerator
import TextAnalysis

/// How well the right complaint is found.
struct SearchQuality: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "Known-item search: MRR@10, R@1, R@10 of each ranking, in both scripts, and of short queries.")

    @OptionGroup var data: DataOptions
    @Option(help: "A JSON Lines file of the folder whose objects have a title and a text.")
    var file = "citizen-messages.jsonl.gz"
    @Option(help: "Rankings to compare: all of them, or standard alone.") var rankings = "all"
    @Option(help: "Names this many titles whose text the formula doesn't put first, with its place.") var misses = 0
    @Option(help: "Of the random choices.") var seed: UInt64 = 1

    func run() throws {
        BenchHeader(
            question: "How far up does the one right message come when its title, or a short query, is searched?",
            corpus: "\(file); the texts are indexed, the titles are not; a text that stands there twice is right twice",
            floor: "words alone and bigrams alone by plain BM25 (k1 1.2, b 0.75)"
        ).show()
        let messages = try data.messages(in: file)
        let index = try TextIndex(messages.map(\.text))
        try showRankings(messages, index)
        if misses > 0 { return try showMisses(messages, index) }
        try showQueries(messages, index)
    }

    private func showRankings(_ messages: [Message], _ index: TextIndex) throws {
        let traditional = try TraditionalForms()
        let titles = messages.map { ($0.title, $0.id) }
        let turned = titles.map { (traditional.text($0.0), $0.1) }
        var table = Table("title → text", "MRR@10", "R@1", "R@10", "Traditional", "loss")
        for (name, formula) in RankingVariant.all where rankings == "all" || name == "the formula" {
            let score = try KnownItemScore(titles, index, formula)
            let other = try KnownItemScore(turned, index, formula)
            table.add(
                [name] + score.cells + [
                    other.reciprocalRank.digits(4), (score.reciprocalRank - other.reciprocalRank).digits(4),
                ])
        }
        table.show()
    }

    private func showMisses(_ messages: [Message], _ index: TextIndex) throws {
        let score = try KnownItemScore(messages.map { ($0.title, $0.id) }, index, .standard)
        var table = Table("title", "id", "place")
        for (message, rank) in zip(messages, score.ranks) where rank != 1 && table.count <= misses {
            table.add(message.title, "\(message.id)", rank.map(String.init) ?? "-")
        }
        table.show()
    }

    private func showQueries(_ messages: [Message], _ index: TextIndex) throws {
        let staff = try StaffQueries(messages, index.store.analyzer)
        let homophones = Homophones(messages.map(\.text))
        var random = SeededRandom(seed: seed)
        var kinds = [
            ShortQueries(
                name: "place + issue",
                queries: try messages.enumerated().compactMap { place, message in
                    try staff.placeAndIssue(place, message).map { (words: $0, id: message.id) }
                })
        ]
        for count in 2...3 {
            let queries = messages.enumerated().compactMap { place, message in
                staff.words(count, of: place, &random).map { (words: $0, id: message.id) }
            }
            kinds.append(ShortQueries(name: "\(count) words", queries: queries))
        }
        var table = Table("staff queries", "queries", "MRR@10", "R@1", "R@10", "without the tier", "without same sound")
        for kind in kinds {
            let slipped = kind.queries.compactMap { item in
                homophones.slip(item.words, &random).map { (words: $0, id: item.id) }
            }
            for (name, list) in [(kind.name, kind.queries), (kind.name + ", a slip", slipped)] {
                let typed = list.map { ($0.0.joined(separator: " "), $0.1) }
                let score = try KnownItemScore(typed, index, .standard)
                let flat = try KnownItemScore(typed, index, RankingVariant.withoutTier)
                let deaf = try KnownItemScore(typed, index, RankingVariant.withoutHomophones)
                table.add(
                    [name, "\(list.count)"] + score.cells
                        + [flat.reciprocalRank.digits(4), deaf.reciprocalRank.digits(4)])
            }
        }
        table.show()
    }
}

/// Queries of one kind, each with the one message that was meant.
private struct ShortQueries {
    let name: String
    let queries: [(words: [String], id: Int64)]
}

/// How well queries with one right answer each did. Of texts that are equal each is the right one.
struct KnownItemScore {
    private(set) var ranks: [Int?] = []

    init(_ queries: [(query: String, id: Int64)], _ index: TextIndex, _ formula: Formula) throws {
        ranks = try queries.map { query, id in
            let request = SearchRequest(query: query, limit: 10, deadline: 0)
            let answer = try index.store.search(request, formula: formula, readsPages: true)
            return answer.hits.firstIndex { index.isSameText($0.id, id) }.map { $0 + 1 }
        }
    }

    /// MRR@10: the mean of 1 / rank, 0 where the right answer is not among the first ten.
    var reciprocalRank: Double { mean { 1 / Double($0) } }

    private func mean(_ value: (Int) -> Double) -> Double {
        ranks.isEmpty ? 0 : ranks.reduce(0) { $0 + ($1.map(value) ?? 0) } / Double(ranks.count)
    }

    /// MRR@10, R@1, R@10.
    var cells: [String] {
        [reciprocalRank.digits(4), mean { $0 == 1 ? 1 : 0 }.digits(4), mean { _ in 1 }.digits(4)]
    }
}

/// The rankings that are compared.
enum RankingVariant {
    private static func plain(_ words: Float, _ bigrams: Float) -> Formula {
        var formula = Formula.standard
        (formula.b, formula.delta, formula.weakWeight, formula.runWeight) = (0.75, 0, 1, 1)
        formula.classWeights = [.word: words, .bigram: bigrams, .hanzi: 0]
        (formula.homophoneWeight, formula.faintShare) = (0, 0)
        formula.ranksWholeMatchesFirst = false
        return formula
    }

    private static func standard(_ change: (inout Formula) -> Void) -> Formula {
        var formula = Formula.standard
        change(&formula)
        return formula
    }

    static let withoutTier = standard { $0.ranksWholeMatchesFirst = false }
    static let withoutHomophones = standard { $0.homophoneWeight = 0 }

    static let all: [(name: String, formula: Formula)] = [
        ("words alone, BM25", plain(1, 0)),
        ("bigrams alone, BM25", plain(0, 1)),
        ("words + bigrams, BM25", plain(1, 1)),
        ("the formula", .standard),
        ("· without the tier", withoutTier),
        ("· δ 0 (BM25 instead of BM25+)", standard { $0.delta = 0 }),
        ("· b 0.75 instead of 0.9", standard { $0.b = 0.75 }),
        ("· all classes weigh 1", standard { $0.classWeights = [.word: 1, .bigram: 1, .hanzi: 1] }),
        ("· without single Hanzi", standard { $0.classWeights[.hanzi] = 0 }),
        ("· without words", standard { $0.classWeights[.word] = 0 }),
        ("· without bigrams", standard { $0.classWeights[.bigram] = 0 }),
        ("· runs of digits weigh 1", standard { $0.runWeight = 1 }),
        ("· weak words weigh 1", standard { $0.weakWeight = 1 }),
        ("· without same sound", withoutHomophones),
        ("· faint terms too", standard { $0.faintShare = 0 }),
        ("· faint below .3 instead of .1", standard { $0.faintShare = 0.3 }),
    ]
}
