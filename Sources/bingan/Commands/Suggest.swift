import ArgumentParser
import BinganService

struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Suggest merchants, categories and words for what was typed so far.",
        discussion: "Merchants are found by any part of a name, by its pinyin and by its initials: 优健, youjian, yj.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "What was typed so far.") var prefix: String
    @Option(help: "Suggestions of each kind, 1 to 1000; 8 otherwise.") var limit: String?
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let found = try database.open(.read).suggest(prefix, limit: limit)
        switch format {
        case .json: try StandardOutput.shared.line(found.json)
        case .text:
            for merchant in found.merchants {
                try StandardOutput.shared.line(
                    "merchant  #\(merchant.id)  \(Terminal.safe(merchant.name))  \(merchant.complaints)")
            }
            for category in found.categories { try StandardOutput.shared.line("category  \(Terminal.safe(category))") }
            for word in found.words { try StandardOutput.shared.line("word      \(Terminal.safe(word))") }
        }
    }
}
