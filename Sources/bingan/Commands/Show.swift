import ArgumentParser
import BinganService

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one complaint with its history.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The complaint's id, or its sender's number.") var id: String
    @Flag(help: "Show names, phones and ID numbers in clear.") var personal = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let visibility: Visibility = personal ? .personal : .masked
        let service = try database.open(.read)
        guard let found = try service.complaint(named: id, visibility) else { throw Failure.noComplaint(id) }
        let history = try service.history(id: found.id, visibility)
        let duplicate = try service.duplicate(of: found.id, visibility)
        if personal { database.note(.open, complaint: found.id, query: "personal:true") }
        switch format {
        case .text: try StandardOutput.shared.write(ComplaintText.text(found, history: history, duplicate))
        case .json: try StandardOutput.shared.line(found.json(history: history, duplicate: duplicate))
        }
    }
}
