import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write complaints out, masked unless told otherwise.",
        discussion: "With --personal the export can be imported again and gives the same complaints.")

    @OptionGroup var database: DatabaseOptions
    @Option(help: "Which complaints, as in search; all otherwise.") var query = ""
    @OptionGroup var filters: FilterOptions
    @Flag(help: "Names, phones and ID numbers in clear.") var personal = false
    @Flag(help: "The pairs of repeats, copies and related ones instead of the complaints.") var duplicates = false
    @Option(help: "jsonl or csv.") var format: ExportFormat = .jsonl
    @Option(help: "The file to write, readable by you alone; stdout otherwise.", completion: .file())
    var output: String?

    func run() throws {
        let parameters = try filters.parameters(query: query)
        _ = try parameters.request()
        let service = try database.open(.read)
        Search.tellNotes(try service.notes(on: parameters))
        var count = 0
        // Also of an export that breaks off: what went out went out.
        defer { database.note(.export, query: spoken(parameters), rows: count) }
        if let output {
            let file: ByteSink
            do { file = try ByteSink(path: output) } catch {
                throw Failure(.usage, field: "--output", code: "cannot-write", detail: error.line ?? output)
            }
            try write(service, parameters, counting: &count) { try file.write($0) }
            try file.close()
        } else {
            try write(service, parameters, counting: &count) { try StandardOutput.shared.write($0) }
        }
    }

    private func spoken(_ parameters: SearchParameters) -> String {
        [
            parameters.spoken, "format:\(format.rawValue)", personal ? "personal:true" : "",
            duplicates ? "duplicates:true" : "",
        ]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func write(
        _ service: BinganService, _ parameters: SearchParameters, counting count: inout Int,
        to take: ([UInt8]) throws -> Void
    ) throws {
        if duplicates { return try writePairs(service, parameters, counting: &count, to: take) }
        let visibility: Visibility = personal ? .personal : .masked
        switch format {
        case .jsonl:
            try service.export(parameters, visibility) {
                try take($0.exportJSON + [0x0A])
                count += 1
            }
        case .csv:
            let columns = ComplaintColumns(extra: try service.extraFields(parameters))
            let writer = CSVWriter()
            var bytes: [UInt8] = []
            writer.append(["id"] + columns.names + ["version", "loaded_at"], to: &bytes)
            try take(bytes)
            try service.export(parameters, visibility) { stored in
                bytes.removeAll(keepingCapacity: true)
                let values = ["\(stored.id)"] + columns.values(of: stored.complaint)
                writer.append(values + ["\(stored.version)", stored.loadedAt.text], to: &bytes)
                try take(bytes)
                count += 1
            }
        }
    }

    private func writePairs(
        _ service: BinganService, _ parameters: SearchParameters, counting count: inout Int,
        to take: ([UInt8]) throws -> Void
    ) throws {
        let writer = CSVWriter()
        var bytes: [UInt8] = []
        if format == .csv {
            writer.append(DuplicatePair.columns, to: &bytes)
            try take(bytes)
        }
        try service.exportDuplicates(parameters) { pair in
            count += 1
            guard format == .csv else { return try take(pair.json + [0x0A]) }
            bytes.removeAll(keepingCapacity: true)
            writer.append(pair.values, to: &bytes)
            try take(bytes)
        }
    }
}
