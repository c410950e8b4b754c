import ComplaintIndex
import ComplaintModel
import Foundation

/// One query of the benchmark.
struct BenchQuery {
    /// The class it stands for.
    let name: String
    var request: SearchRequest
    /// Its words, for stock FTS5.
    var terms: [String] = []
    var isOr = false
    /// Rows that hold the words as substrings, where the harness counted them.
    var truth: Int?
    /// A page that begins behind so many others.
    var pagesBefore = 0
    /// One of the harness' own, which its report joins.
    var isPeers = false
    var isChecked: Bool { pagesBefore == 0 && request.sort == .relevance }
}

/// Chooses queries by class: the harness' six from queries.jsonl, and what only a whole product has.
struct BenchQueries {
    let store: Store
    let work: String
    let data: DataOptions
    let perClass: Int
    /// Whether the index has merchants, dates and categories.
    let hasFields: Bool

    func all() throws -> [BenchQuery] {
        let peers = try peers()
        var queries = peers
        queries += try titles()
        queries += relaxed(peers)
        queries += prefixes(peers)
        let common = peers.filter { $0.name == "common" }
        queries += common.map { variant($0, "newest", { $0.sort = .newest }) }
        queries += common.map { query in
            var deep = variant(query, "deep page 50") { _ in }
            deep.pagesBefore = 49
            return deep
        }
        if hasFields { queries += filtered(common) + faceted(common) }
        return queries
    }

    /// Quoted, as the peers read a word: as the phrase of its pairs, which all must hold.
    private func peers() throws -> [BenchQuery] {
        var queries: [BenchQuery] = []
        for line in try String(contentsOfFile: work + "/queries.jsonl", encoding: .utf8).split(separator: "\n") {
            guard case .object(let object) = try JSONValue(parsing: Array(line.utf8)),
                case .array(let values)? = object["terms"]
            else { continue }
            let terms = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
            let isOr = object.string("op") == "or"
            let text = terms.map { "\"\($0)\"" }.joined(separator: isOr ? " OR " : " ")
            var query = BenchQuery(name: object.string("class"), request: SearchRequest(query: text))
            (query.terms, query.isOr, query.isPeers) = (terms, isOr, true)
            if case .number(let number)? = object["truth"] { query.truth = Int(number.text) }
            if queries.count(where: { $0.name == query.name }) < perClass { queries.append(query) }
        }
        return queries
    }

    /// Whole titles of citizens' messages, 20 Hanzi and longer: no row holds all of their words.
    private func titles() throws -> [BenchQuery] {
        var queries: [BenchQuery] = []
        guard FileManager.default.fileExists(atPath: data.path("citizen-messages.jsonl.gz")) else { return [] }
        var seen = 0
        try data.forEachObject(in: "citizen-messages.jsonl.gz") { object in
            let title = object.string("title")
            guard title.count >= 20 else { return }
            seen += 1
            guard seen % 20 == 0, queries.count < perClass else { return }
            queries.append(BenchQuery(name: "title, relaxed", request: SearchRequest(query: title), terms: [title]))
        }
        return queries
    }

    /// The AND queries as staff type them, without quotes: relaxed where few rows hold all words.
    private func relaxed(_ peers: [BenchQuery]) -> [BenchQuery] {
        peers.filter { $0.name == "AND 2-4" }.map { query in
            BenchQuery(
                name: "AND, unquoted", request: SearchRequest(query: query.terms.joined(separator: " ")),
                terms: query.terms)
        }
    }

    private func prefixes(_ peers: [BenchQuery]) -> [BenchQuery] {
        let latin = ["i*", "app*", "vip*", "q*", "4*", "12*", "wifi*", "iphone*", "2019*", "usb*"].map {
            BenchQuery(name: "prefix", request: SearchRequest(query: $0))
        }
        let hanzi = peers.filter { $0.name == "rare" || $0.name == "common" }.enumerated()
            .filter { $0.offset % 3 == 0 }.prefix(perClass / 2).map { _, query in
                BenchQuery(name: "prefix", request: SearchRequest(query: (query.terms.first ?? "") + "*"))
            }
        return latin + hanzi
    }

    private func filtered(_ common: [BenchQuery]) -> [BenchQuery] {
        let filters = [
            "merchant:健身", "received:2021-03", "category:网购", "district:洪山区 channel:web", "amount:>1000 status:closed",
            "received:2022-01..2022-06 category:预付卡",
        ]
        return common.enumerated().map { place, query in
            let filter = filters[place % filters.count]
            return variant(query, "filtered") { $0.query += " " + filter }
        }
    }

    private func faceted(_ common: [BenchQuery]) -> [BenchQuery] {
        common.map { variant($0, "facets, all six", { $0.facets = FacetName.allCases }) }
    }

    private func variant(_ query: BenchQuery, _ name: String, _ change: (inout SearchRequest) -> Void) -> BenchQuery {
        var request = query.request
        change(&request)
        return BenchQuery(name: name, request: request, terms: query.terms, isOr: query.isOr)
    }
}
