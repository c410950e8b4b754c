import ArgumentParser
import ComplaintIndex
import ComplaintModel
import Foundation

/// How fast searches are.
struct SearchSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Ranked search by class of query; totals and hits held against exact scoring.",
        discussion: """
            The work folder holds rows.txt, one text a line, and may hold queries.jsonl, both as ../shared/peers makes \
            them; result-bingan.json is written beside them for its report.py. An index is made once and used again.
            """)

    @Option(help: "The folder with rows.txt and queries.jsonl.", completion: .directory) var work: String
    @Option(help: "The index to measure; made from rows.txt where it does not exist.", completion: .file())
    var db: String?
    @Option(help: "Rows of the index where it is made.") var rows = 1_000_000
    @Option(help: "Queries a class.") var perClass = 40
    @Option(help: "Times each query is measured, after one that warms; its median counts.") var repeats = 3
    @Flag(help: "Texts alone, without merchants, dates and categories: what the peers index.") var plain = false
    @Flag(help: "Hold totals and the first 20 hits against scoring every row's text. O(rows) with a large constant.")
    var check = false
    @Flag(help: "Also ask FTS5 as it comes, over the same rows; its table is made once, in some minutes.") var stock =
        false
    @Option(help: "How many of the slowest queries to show.") var slowest = 0
    @Option(help: "Only these classes, by the beginning of their names.") var only: [String] = []
    @OptionGroup var data: DataOptions

    func run() throws {
        let path = db ?? work + (plain ? "/bingan-plain.sqlite" : "/bingan.sqlite")
        let maker = IndexMaker(work: work, db: path, rows: rows, isPlain: plain)
        let facts = try maker.index()
        let store = try Store(path: path, access: .read)
        BenchHeader(
            question: "How long does a search take, from query text to hits with highlights and exact totals?",
            corpus: "\(path), \(facts.rows) complaints, texts of \(work)/rows.txt; warm; CPU of the process",
            floor: "the engines of ../shared/peers on the same rows and queries (its report.py joins them)"
        ).show()
        print(facts.text + "\n")
        let all = try BenchQueries(store: store, work: work, data: data, perClass: perClass, hasFields: !plain).all()
        let queries = all.filter { query in only.isEmpty || only.contains { query.name.hasPrefix($0) } }
        let meter = SearchMeter(store: store, repeats: repeats)
        let results = try queries.map { try meter.measure($0) }
        meter.table(results).show()
        if let bands = meter.hanziBands(results) { bands.show() }
        if slowest > 0 { meter.slowest(results, count: slowest).show() }
        print("memory    \(Memory.now.text)\n")

        if stock { try StockSearch(work: work, rows: facts.rows).table(results).show() }
        try PeerResult(facts: facts, work: work).write(results)
        if check { try ExactCheck(store: store).run(queries) }

    }
}
