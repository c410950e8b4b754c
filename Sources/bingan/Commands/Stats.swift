import ArgumentParser
import BinganService

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count complaints, with the change against the period before, and sum up the amounts.",
        discussion: """
            Each count comes in three forms that add up: complaints, distinct people, and without repeats and copies. \
            `due` counts complaints whose sender was not contacted within 7 days.
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(help: "Some of kind, channel, category, district, day, week, month, separated by commas.") var by: String?
    @OptionGroup var filters: FilterOptions
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let parameters = try filters.parameters(query: "")
        _ = try parameters.request()
        let answer = try database.open(.read).stats(parameters, dimensions: by)
        switch format {
        case .text: try StandardOutput.shared.write(StatsText.text(answer))
        case .json: try StandardOutput.shared.line(answer.json)
        }
    }
}
