import ArgumentParser
import CorpusGenerator
import Foundation

/// Writes labelled synthetic complaints to standard output.
@main
struct BinganCorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bingan-corpus",
        abstract: "Writes synthetic complaints to standard output, the same for the same options.",
        discussion: "Nothing in them is real: names, phones, merchants and texts are composed.")

    @Option(help: "How many complaints.")
    var count = 1000

    @Option(help: "What decides all chance.")
    var seed: UInt64 = 1

    @Option(help: "jsonl or csv.")
    var format = CorpusOptions.Format.jsonl

    @Option(help: "A file for the labels: the truth about every complaint, and labelled pairs.")
    var labels: String?

    @Option(help: "The first day, as 2021-01-01.")
    var start = CivilDate(year: 2021, month: 1, day: 1)

    @Option(help: "Over how many days they spread.")
    var days = 365

    func validate() throws {
        guard count >= 0 else { throw ValidationError("--count must be 0 or more.") }
        guard (1...36_500).contains(days) else { throw ValidationError("--days must be 1 to 36500.") }
    }

    func run() throws {
        var generator = ComplaintGenerator(
            CorpusOptions(count: count, seed: seed, format: format, start: start, days: days))
        let output = ByteSink(FileHandle.standardOutput)
        let truth = try labels.map { try ByteSink(creating: $0) }
        var rows: [UInt8] = []
        var labelBytes: [UInt8] = []
        generator.writeHeader(into: &rows)
        while generator.writeNext(rows: &rows, labels: &labelBytes) {
            if rows.count >= ByteSink.chunk { try output.take(&rows) }
            if truth == nil {
                labelBytes.removeAll(keepingCapacity: true)
            } else if labelBytes.count >= ByteSink.chunk {
                try truth?.take(&labelBytes)
            }
        }
        try output.take(&rows)
        try truth?.take(&labelBytes)
    }
}

extension CorpusOptions.Format: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }

    public var defaultValueDescription: String { "2021-01-01" }
}
