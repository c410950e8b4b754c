import ArgumentParser
import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// How fast an import is.
struct ImportSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Rows and MB a second of an import, against FTS5's trigram tokenizer.")

    @OptionGroup var data: DataOptions
    @Option(help: "Times each way is measured, in turns; medians are shown.") var rounds = 3

    func run() throws {
        BenchHeader(
            question: "How many complaints a second does an import store and index, and how large is the index?",
            corpus: "reviews.jsonl.gz, one text a complaint, as a JSON Lines file",
            floor:
                "the same file read, decoded and put into a table with an FTS5 trigram index (external content, WAL, "
                + "synchronous FULL)"
        ).show()
        let scratch = try Scratch()
        var texts: [String] = []
        try data.forEachObject(in: "reviews.jsonl.gz") { object in
            let text = object.string("text")
            if !text.isEmpty { texts.append(text) }
        }
        try TextIndex.write(texts, to: scratch.path("reviews.jsonl"))
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        var ours = ImportTrials(name: "bingan import"), trigram = ImportTrials(name: "FTS5 trigram")
        for _ in 0..<rounds {
            try trigram.add(scratch) { try Self.trigrams($0, scratch.path("reviews.jsonl")) }
            try ours.add(scratch) { try Self.bingan($0, scratch.path("reviews.jsonl"), texts.count) }
        }
        var table = Table(
            "way", "rows/s", "MB/s", "wall s", "CPU s", "database MB", "database : text", "against trigram")
        for trials in [trigram, ours] {
            let ratio = trigram.wall.median / trials.wall.median
            table.add(trials.cells(rows: texts.count, bytes: bytes) + [ratio.digits(2)])
        }
        table.show()
    }

    private static func bingan(_ path: String, _ file: String, _ rows: Int) throws {
        let store = try Store(path: path, access: .create)
        let importer = Importer(store: store, options: ImportOptions(by: "bench"))
        let counts = try importer.run(ImportSource(path: file)) { _ in }
        guard counts.imported == rows else { throw ValidationError("\(counts.imported) of \(rows) rows went in") }
        try store.close()
    }

    /// The floor writes as the importer does: as many rows a transaction, durable.
    private static func trigrams(_ path: String, _ file: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            try db.run(named: BenchSQL.texts)
            try db.run(named: BenchSQL.trigrams)
        }
        var rows: [String] = []
        var id: Int64 = 0
        func flush() throws {
            try queue.write { db in
                for text in rows {
                    id += 1
                    try db.run(named: BenchSQL.insertText, [id, text])
                    try db.run(named: BenchSQL.insertTrigrams, [id, text])
                }
            }
            rows = []
        }
        let decoder = ComplaintDecoder()
        try DataOptions.forEachLine(of: file) { line in
            rows.append(try decoder.decode(line).text)
            if rows.count == 16_384 { try flush() }
        }
        try flush()
        try queue.close()
    }
}

enum BenchSQL: String, NamedSQL {
    case texts = "bench-texts"
    case trigrams = "bench-trigrams"
    case insertText = "bench-insert-text"
    case insertTrigrams = "bench-insert-trigrams"
    case count = "bench-count"
    case stock = "bench-stock"
    case insertStock = "bench-insert-stock"
    case optimizeStock = "bench-optimize-stock"
    case stockCount = "bench-stock-count"
    case stockRanked = "bench-stock-ranked"
    case crowdedOpenings = "bench-crowded-openings"
}

private struct ImportTrials {
    let name: String
    var wall = Samples()
    var cpu = Samples()
    var size = 0

    init(name: String) { self.name = name }

    mutating func add(_ scratch: Scratch, _ body: (String) throws -> Void) throws {
        let file = "import-\(UUID().uuidString).sqlite"
        let (_, timing) = try Timing.of { try body(scratch.path(file)) }
        wall.add(timing.wall)
        cpu.add(timing.cpu)
        size = scratch.size(file)
        for end in ["", "-wal", "-shm", ".lock"] {
            try? FileManager.default.removeItem(atPath: scratch.path(file) + end)
        }
    }

    func cells(rows: Int, bytes: Int) -> [String] {
        [
            name, (Double(rows) / wall.median).digits(0), (Double(bytes) / 1e6 / wall.median).digits(2),
            wall.median.digits(1), cpu.median.digits(1), (Double(size) / 1e6).digits(1),
            (Double(size) / Double(bytes)).digits(2),
        ]
    }
}
