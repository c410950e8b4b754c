import ArgumentParser
import BinganService
import ComplaintModel

struct Dedupe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe",
        abstract: "Give verdicts to complaints that were imported without, as intake would have given them.",
        discussion: "In order of arrival. After an interruption, repeat the command: it goes on where it was.")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Look at every complaint anew; people's decisions bind as before.") var all = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let service = try database.open(.write)
        var bar = ProgressBar("dedupe")
        let done = try service.dedupe(all: all) { checked, total in
            bar.show(ProgressBar.State(done: checked, total: total, rows: checked, bytes: nil))
        }
        bar.finish()
        switch format {
        case .text: try StandardOutput.shared.line("checked \(done.checked)  flagged \(done.flagged)")
        case .json:
            try StandardOutput.shared.line(
                JSONObjectWriter.bytes { object in
                    object.field("checked", done.checked)
                    object.field("flagged", done.flagged)
                })
        }
    }
}
