import BinganService
import ComplaintIndex
import ComplaintModel
import CorpusGenerator
import DuplicateDetection
import Foundation

/// An index of generated complaints in a folder of its own, with the truth about them.
struct ScratchIndex {
    let store: Store
    let truth: Truth
    let folder: String
    /// What the import gave, and how long it took.
    let counts: ImportCounts
    let timing: Timing

    /// - Parameter checks: whether the import looks for repeats.
    init(
        count: Int, seed: UInt64, days: Int = 365, checks: Bool = true, folder: String
    )
        throws
    {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let rows = folder + "/rows-\(count)-\(seed).jsonl"
        truth = try Self.write(CorpusOptions(count: count, seed: seed, days: days), to: rows)
        let path = folder + "/index-\(count)-\(seed).sqlite"
        for end in ["", "-wal", "-shm", ".lock", ".rejects.jsonl"] {
            try? FileManager.default.removeItem(atPath: path + end)
        }
        store = try BinganService(path: path, access: .create).store
        let importer = Importer(store: store, options: ImportOptions(checks: checks, by: "bench"))
        let run = try Timing.of { try importer.run(ImportSource(path: rows)) { _ in } }
        (counts, timing) = (run.result, run.timing)
        try? FileManager.default.removeItem(atPath: rows)
    }

    private static func write(_ options: CorpusOptions, to path: String) throws -> Truth {
        var generator = ComplaintGenerator(options)
        var (rows, labels): ([UInt8], [UInt8]) = ([], [])
        var truth = Truth()
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        while generator.writeNext(rows: &rows, labels: &labels) {
            for line in labels.split(separator: 10) { try truth.read(line) }
            labels.removeAll(keepingCapacity: true)
            guard rows.count > 1 << 20 else { continue }
            try file.write(contentsOf: rows)
            rows.removeAll(keepingCapacity: true)
        }
        try file.write(contentsOf: rows)
        try file.close()
        return truth
    }

    /// Calls `body` with each complaint's judgements on earlier ones, as at intake.
    func eachJudgement(_ engine: DuplicateEngine, _ body: (Int, [Judgement]) -> Void) throws {
        for start in stride(from: 1, through: truth.entries.count, by: 5000) {
            try store.read { db in
                let finder = try DuplicateFinder(db, engine)
                for id in start..<min(start + 5000, truth.entries.count + 1) {
                    body(id, try finder.judgements(ofStored: Int64(id), before: Int64(id)) ?? [])
                }
            }
        }
    }
}
