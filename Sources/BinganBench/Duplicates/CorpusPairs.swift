import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import Foundation

/// Verdicts on labelled pairs of a file, each pair compared by itself.
struct CorpusPairs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs", abstract: "Verdicts on the labelled pairs of Corpus/ (or of another folder like it).")

    @Option(help: "A folder with complaints.jsonl and labels.jsonl.") var corpus = "Corpus"
    @Option(help: "Errors to print.") var errors = 0

    func run() throws {
        BenchHeader(
            question: "how often is the verdict on a labelled pair right?",
            corpus: corpus + "/labels.jsonl, hand-checked",
            floor: "0.95 precision and recall are wanted for duplicate and copy"
        ).show()
        let scratch = try Scratch()
        let store = try BinganService(path: scratch.path("corpus.sqlite"), access: .create).store
        let importer = Importer(store: store, options: ImportOptions(by: "bench"))
        _ = try importer.run(ImportSource(path: corpus + "/complaints.jsonl")) { _ in }
        let engine = try DuplicateEngine(store)
        var given = [[Int]](repeating: [0, 0, 0, 0], count: 4)
        var shown = 0
        let lines = try Data(contentsOf: URL(fileURLWithPath: corpus + "/labels.jsonl")).split(separator: 10)
        for line in lines {
            guard case .object(let object) = try JSONValue(parsing: Array(line)), case .string(let a)? = object["a"],
                case .string(let b)? = object["b"], case .string(let word)? = object["verdict"],
                let truth = Verdict(rawValue: word), let one = try store.complaint(number: a),
                let other = try store.complaint(number: b)
            else { continue }
            let judgement = try store.read { db in
                try DuplicateFinder(db, engine).judgement(of: one.id, to: other.id)
            }
            guard let judgement else { continue }
            given[judgement.verdict.strength][truth.strength] += 1
            guard judgement.verdict != truth, shown < errors else { continue }
            shown += 1
            print(
                "\(truth.rawValue) taken for \(judgement.verdict.rawValue): \(judgement.odds)\n  \(judgement.comparison)"
            )
            for stored in [one, other] {
                let c = stored.complaint
                print("  [\(c.complainant.name ?? "-")] [\(c.merchant.name ?? "-")] \(c.orderNumber ?? "-") \(c.text)")
            }
        }
        var table = Table("verdict", "precision", "recall", "given", "true")
        for verdict in [Verdict.duplicate, .copy, .related, .new] {
            let right = given[verdict.strength][verdict.strength]
            let all = given[verdict.strength].reduce(0, +)
            let holding = given.reduce(0) { $0 + $1[verdict.strength] }
            table.add(verdict.rawValue, right.share(of: all), right.share(of: holding), "\(all)", "\(holding)")
        }
        table.show()
    }
}
