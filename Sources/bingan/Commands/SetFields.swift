import ArgumentParser
import BinganService
import ComplaintModel

struct SetFields: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change a complaint's handling, with history.",
        discussion: "Fields: \(HandlingField.allCases.map(\.rawValue).joined(separator: ", ")). An empty value clears.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The complaint's id, or its sender's number.") var id: String
    @Argument(help: ArgumentHelp("The changes.", valueName: "field=value")) var changes: [String]
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let changes = try changes.map(Self.change)
        let service = try database.open(.write)
        guard let found = try service.complaint(named: id),
            let changed = try service.store.set(id: found.id, changes, by: DatabaseOptions.author)
        else { throw Failure.noComplaint(id) }
        switch format {
        case .text:
            let word = changed.version == found.version ? "unchanged" : "changed"
            try StandardOutput.shared.line("#\(changed.id) \(word), version \(changed.version)")
        case .json: try StandardOutput.shared.line(Visibility.masked.shown(changed).json())
        }
    }

    private static func change(_ text: String) throws -> HandlingChange {
        guard let sign = text.firstIndex(of: "=") else {
            throw Failure(.usage, field: String(text.prefix(40)), code: "no-value", detail: "Write it as field=value.")
        }
        return try HandlingField.change(named: String(text[..<sign]), to: String(text[text.index(after: sign)...]))
    }
}
