import ArgumentParser
import BinganService
import ComplaintIndex

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the rows against the index; exit code 1 and a line each for what is wrong.")

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let report = try database.open(.read).store.verify()
        for problem in report.problems { try StandardOutput.shared.line(problem) }
        if report.problems.isEmpty {
            try StandardOutput.shared.line("fine: \(report.checkedRows) rows checked")
        } else {
            try StandardOutput.shared.flush()
            let counts = "\(report.problems.count) problems in \(report.checkedRows) rows"
            StandardError.write("bingan: \(counts); run `bingan reindex`")
            throw Quiet(code: .rejectedOrNothingFound)
        }
    }
}

struct Reindex: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex", abstract: "Build the index again from the rows.")

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let store = try database.open(.write).store
        var bar = ProgressBar("reindex")
        defer { bar.finish() }
        let rows = try store.reindex { done, total in
            bar.show(ProgressBar.State(done: done, total: total, rows: done))
        }
        bar.finish()
        try StandardOutput.shared.line("indexed \(rows)")
    }
}

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database while it is in use.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The file to make.", completion: .file()) var file: String

    func run() throws {
        let store = try database.open(.read).store
        var bar = ProgressBar("backup")
        defer { bar.finish() }
        try store.backup(to: file) { done, total in
            bar.show(ProgressBar.State(done: done, total: total, rows: done))
        }
        bar.finish()
        try StandardOutput.shared.line("written \(file)")
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the database's place.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The backup.", completion: .file()) var file: String

    func run() throws {
        try InputFile.check(file)
        try Store.restore(from: file, to: database.chosen)
        try StandardOutput.shared.line("restored \(database.chosen)")
    }
}
