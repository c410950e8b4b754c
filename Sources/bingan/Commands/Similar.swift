import ArgumentParser
import BinganService

struct Similar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "List the complaints most like one, with what it is to each and why.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The complaint's id, or its sender's number.") var id: String
    @Option(help: "Complaints to list, 1 to 100.") var limit = 20
    @Flag(help: "Show phones and ID numbers in clear.") var personal = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let visibility: Visibility = personal ? .personal : .masked
        let service = try database.open(.read)
        guard let found = try service.complaint(named: id),
            let matches = try service.similar(id: found.id, limit: limit, visibility)
        else { throw Failure.noComplaint(id) }
        if personal { database.note(.similar, complaint: found.id, query: "personal:true", rows: matches.count) }
        switch format {
        case .text: try StandardOutput.shared.write(DuplicateText.text(matches))
        case .json: try StandardOutput.shared.line(ShownMatch.json(matches))
        }
    }
}
