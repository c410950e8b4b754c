import ArgumentParser
import ComplaintIndex
import Foundation
import Synchronization

/// How searches fare while an import writes.
struct SearchDuringImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search-during-import", abstract: "Latency of searches with and without an import beside them.",
        discussion: "The index grows by the file's rows: measure on a copy.")

    @Option(help: "The folder with queries.jsonl.", completion: .directory) var work: String
    @Option(help: "The index, which is written to.", completion: .file()) var db: String
    @Option(help: "The complaints to import meanwhile, .jsonl or .csv.", completion: .file()) var file: String
    @Option(help: "Queries a class.") var perClass = 10
    @OptionGroup var data: DataOptions

    func run() throws {
        let store = try Store(path: db, access: .read)
        let all = try BenchQueries(store: store, work: work, data: data, perClass: perClass, hasFields: false).all()
        var random = BenchRandom(seed: 10)
        let queries = all.filter { $0.pagesBefore == 0 }.shuffled(using: &random)
        BenchHeader(
            question: "How long do searches take while another connection imports?",
            corpus: "\(db), \(queries.count) queries of all classes in turn, one at a time; the import without checks",
            floor: "the same queries on the same index before the import"
        ).show()
        for query in queries { _ = try store.search(query.request) }
        var quiet = Latencies(), busy = Latencies()
        for query in queries { try quiet.add { try store.search(query.request) } }
        let writing = ImportThread(db: db, file: file)
        writing.start()
        var place = 0
        while writing.result == nil {
            try busy.add { try store.search(queries[place % queries.count].request) }
            place += 1
        }
        var table = Table("searches", "count", "wall ms p50", "p95", "p99", "most", "CPU ms p50", "p95", "p99")
        table.add(["before the import"] + quiet.cells)
        table.add(["during the import"] + busy.cells)
        table.show()
        print("import    \(writing.result ?? "")\nmemory    \(Memory.now.text), both sides together\n")
    }
}

/// Times of searches of the calling thread.
private struct Latencies {
    private var wall = Samples()
    private var cpu = Samples()

    mutating func add(_ search: () throws -> SearchAnswer) throws {
        let before = Self.threadTime()
        let (_, timing) = try Timing.of(search)
        wall.add(timing.wall * 1000)
        cpu.add((Self.threadTime() - before) * 1000)
    }

    private static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    var cells: [String] {
        ["\(wall.count)"] + [50, 95, 99, 100].map { wall.percentile($0).digits(2) }
            + [50, 95, 99].map { cpu.percentile($0).digits(2) }
    }
}

/// Imports on a thread and a connection of its own.
private final class ImportThread: Sendable {
    private let db: String
    private let file: String
    private let outcome = Mutex<String?>(nil)

    init(db: String, file: String) {
        self.db = db
        self.file = file
    }

    /// What came of it; nil while it runs.
    var result: String? { outcome.withLock { $0 } }

    func start() {
        Thread.detachNewThread { [self] in
            let text: String
            do {
                let (rows, timing) = try Timing.of {
                    let store = try Store(path: db, access: .create)
                    let options = ImportOptions(checks: false, by: "bench")
                    let counts = try Importer(store: store, options: options).run(ImportSource(path: file)) { _ in }
                    try store.close()
                    return counts.imported
                }
                text = "\(rows) complaints in \(timing.wall.digits(1)) s"
            } catch {
                text = "failed: \(error)"
            }
            outcome.withLock { $0 = text }
        }
    }
}
