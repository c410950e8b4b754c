import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel

struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find complaints.",
        discussion: """
            Words side by side must all match. "phrase", -word, OR, (…), word*, "a b"~5 and field:value are known; put -- \
            before a query that begins with -. Highlights are bold on a terminal and stand between 【】 elsewhere.
            """)

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "What to find; every complaint when left out.") var query: [String] = []
    @OptionGroup var filters: FilterOptions
    @Option(help: "relevance, newest, oldest or amount.") var sort: String?
    @Option(help: "Hits to give, 1 to 1000; 20 otherwise.") var limit: String?
    @Option(help: "Goes on where an answer ended: its next_cursor.") var cursor: String?
    @Option(help: "Counts by some of category, district, channel, kind, status, merchant, separated by commas.")
    var facets: String?
    @Flag(help: "Say why each hit stands where it does.") var explain = false
    @Flag(help: "Show phones and ID numbers in clear.") var personal = false
    @Option(help: "text, json, jsonl or csv.") var format: OutputFormat = .text

    func run() throws {
        let parameters = try self.parameters
        _ = try parameters.request()
        let answer = try database.open(.read).search(parameters, personal ? .personal : .masked)
        if personal { database.note(.search, query: parameters.spoken + " personal:true", rows: answer.hits.count) }
        if format != .json { Self.tellNotes(answer.notes) }
        try write(answer)
    }

    private var parameters: SearchParameters {
        get throws {
            var parameters = try filters.parameters(query: query.joined(separator: " "))
            try parameters.set(.sort, sort)
            try parameters.set(.limit, limit)
            try parameters.set(.cursor, cursor)
            try parameters.set(.facets, facets)
            try parameters.set(.explain, explain ? "true" : nil)
            return parameters
        }
    }

    private func write(_ answer: ShownAnswer) throws {
        let output = StandardOutput.shared
        switch format {
        case .json: try output.line(answer.json)
        case .jsonl: for hit in answer.hits { try output.line(hit.json) }
        case .csv: try output.write(SearchCSV.bytes(answer.hits))
        case .text: try output.write(SearchText(highlighter: .forStandardOutput).text(answer))
        }
        guard format != .json, let cursor = answer.nextCursor else { return }
        try output.flush()
        StandardError.write("bingan: more with --cursor \(cursor)")
    }

    static func tellNotes(_ notes: [Note]) {
        for note in notes { StandardError.write("bingan: note: \(Terminal.safe(note.message))") }
    }
}
