import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel
import Foundation

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add complaints from files: .jsonl, .csv, or .gz of either.",
        discussion: "A file that was imported before changes nothing; after an interruption, repeat the command.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The files; - is stdin.", completion: .file()) var files: [String]
    @Option(help: "Where refused lines go, with line number, field and rule.", completion: .file()) var rejects: String?
    @Flag(help: "Replace complaints of the same number whose content differs.") var update = false
    @Flag(help: "Don't look for duplicates.") var noCheck = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        for file in files { try InputFile.check(file) }
        let service = try database.open(.create)
        let importer = Importer(
            store: service.store,
            options: ImportOptions(update: update, rejects: rejects, checks: !noCheck, by: DatabaseOptions.author))
        let counts = try files.map { try ImportRun.run(importer, $0) }
        try tell(counts)
        if counts.contains(where: { $0.imported + $0.updated > 0 }) { try service.refreshAlerts() }
        let rejected = counts.reduce(0) { $0 + $1.rejected }
        if rejected > 0 { try refuse(rejected, importer.rejectsPath) }
    }

    private func tell(_ counts: [ImportCounts]) throws {
        let parts: [(String, (ImportCounts) -> Int)] = [
            ("imported", \.imported), ("unchanged", \.unchanged), ("updated", \.updated), ("rejected", \.rejected),
            ("flagged", \.flagged),
        ]
        let sums = parts.map { name, part in (name, counts.reduce(0) { $0 + part($1) }) }
        switch format {
        case .text: try StandardOutput.shared.line(sums.map { "\($0.0) \($0.1)" }.joined(separator: "  "))
        case .json:
            try StandardOutput.shared.line(
                JSONObjectWriter.bytes { object in
                    for (name, count) in sums { object.field(name, count) }
                })
        }
        try StandardOutput.shared.flush()
    }

    private func refuse(_ count: Int, _ place: String) throws -> Never {
        StandardError.write("bingan: \(count) rejected; the rest is stored; \(place) says why")
        throw Quiet(code: .rejectedOrNothingFound)
    }
}

/// One file's import with its progress.
enum ImportRun {
    static func run(_ importer: Importer, _ file: String) throws -> ImportCounts {
        var bar = ProgressBar(file == "-" ? "stdin" : URL(fileURLWithPath: file).lastPathComponent)
        defer { bar.finish() }
        return try importer.run(ImportSource(path: file)) { progress in
            bar.show(
                ProgressBar.State(
                    done: progress.bytesRead, total: progress.bytesTotal, rows: progress.lines,
                    bytes: progress.bytesRead))
        }
    }
}

/// Files that are read; checked before anything is made or changed.
enum InputFile {
    /// - Throws: `Failure` for what can't be a file of complaints.
    static func check(_ path: String) throws(Failure) {
        guard path != "-" else { return }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw fault(path, "no-such-file", "There is no such file.")
        }
        if isDirectory.boolValue { throw fault(path, "a-directory", "This is a directory; name the files in it.") }
        if !FileManager.default.isReadableFile(atPath: path) {
            throw fault(path, "unreadable", "The file can't be read; check its owner and permissions.")
        }
    }

    private static func fault(_ path: String, _ code: String, _ detail: String) -> Failure {
        Failure(.usage, field: path, code: code, detail: detail)
    }
}
