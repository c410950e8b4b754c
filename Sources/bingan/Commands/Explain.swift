import ArgumentParser
import BinganService

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a complaint is or isn't in the answer to a query: terms, weights, filters.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The complaint's id, or its sender's number.") var id: String
    @Option(help: "The query.") var query: String
    @OptionGroup var filters: FilterOptions
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let parameters = try filters.parameters(query: query)
        _ = try parameters.request()
        let service = try database.open(.read)
        guard let found = try service.complaint(named: id),
            let explanation = try service.explain(id: found.id, parameters)
        else { throw Failure.noComplaint(id) }
        if format == .text { Search.tellNotes(try service.notes(on: parameters)) }
        switch format {
        case .text:
            try StandardOutput.shared.write(ExplanationText.lines(explanation).joined(separator: "\n") + "\n")
        case .json: try StandardOutput.shared.line(explanation.json)
        }
    }
}
