import ArgumentParser
import BinganService
import ComplaintModel

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a complaint, given as JSON on stdin, is to the stored ones; stores nothing.",
        discussion: "Verdicts: duplicate (重复), copy (雷同), related (关联), new (新).")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Take any part of a complaint: a phone alone, a merchant alone, the first words.") var partial = false
    @Flag(help: "Show phones and ID numbers in clear.") var personal = false
    @Option(help: "text or json.") var format: AnswerFormat = .json

    func run() throws {
        let decoder = ComplaintDecoder()
        let input = try Add.input()
        let complaint = try partial ? decoder.decodePart(input) : decoder.decode(input)
        let answer = try database.open(.read).check(
            complaint, partial: partial, personal ? .personal : .masked)
        switch format {
        case .text: try StandardOutput.shared.write(DuplicateText.text(answer))
        case .json: try StandardOutput.shared.line(answer.json)
        }
    }
}
