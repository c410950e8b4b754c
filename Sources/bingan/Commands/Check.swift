import ArgumentParser
import BinganService
import ComplaintModel

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what a complaint, given as JSON on stdin, is to the stored ones; stores nothing.",
        discussion: "Verdicts: duplicate (重复), copy (雷同), related (关联), new (新).")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Take what is being typed: the text's first words. Without a text, any part of a complaint is taken.")
    var partial = false
    @Flag(help: "Show phones and ID numbers in clear.") var personal = false
    @Option(help: "text or json.") var format: AnswerFormat = .json

    func run() throws {
        let decoder = ComplaintDecoder()
        let input = try Add.input()
        let complaint = try decoder.decodePart(input)
        let answer = try database.open(.read).check(
            complaint, partial: partial || complaint.text.isEmpty, personal ? .personal : .masked)
        if personal { database.note(.check, query: "personal:true", rows: answer.of.count) }
        switch format {
        case .text: try StandardOutput.shared.write(DuplicateText.text(answer))
        case .json: try StandardOutput.shared.line(answer.json)
        }
    }
}
