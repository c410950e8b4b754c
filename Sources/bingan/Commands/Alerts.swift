import ArgumentParser
import BinganService
import MerchantClusters

struct Alerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Merchants, issues and districts with more people than usual, within a budget of false alarms (预警).",
        discussion: """
            People are counted once, repeats and copies left out, on the day of receipt, against the merchant's own history \
            and what its trade brings. With an id: shows that alert, or with --acknowledge, --assign, --mute-until or \
            --reopen keeps what was done about it.
            """)

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "An alert's id, such as m12.c5.") var id: String?
    @Option(help: "The merchant's id, its name, or a part of it.") var merchant: String?
    @Option(help: "The category, or one above it.") var category: String?
    @Option(help: "The district: 洪山区.") var district: String?
    @Option(help: "False alarms a month over everything, 0.01 to 1000; 1 otherwise.") var budget: String?
    @Option(help: "As of this day; the last one with a complaint otherwise.") var asOf: String?
    @Flag(help: "Muted ones too.") var all = false
    @Option(help: "Alerts to give, 1 to 1000; 100 otherwise.") var limit: String?
    @Flag(help: "The alert was seen.") var acknowledge = false
    @Option(help: ArgumentHelp("Who looks into it.", valueName: "who")) var assign: String?
    @Option(help: ArgumentHelp("Leave it out up to this day.", valueName: "day")) var muteUntil: String?
    @Flag(help: "Take back what was done; the history keeps it.") var reopen = false
    @Option(help: "Why.") var reason: String?
    @Option(help: "text, json, jsonl or csv.") var format: OutputFormat = .text

    func validate() throws {
        let actions = [acknowledge, assign != nil, muteUntil != nil, reopen].count { $0 }
        if actions > 1 { throw ValidationError("one of --acknowledge, --assign, --mute-until and --reopen at a time") }
        if actions == 1 && id == nil { throw ValidationError("name the alert by its id") }
        if reason != nil && actions == 0 { throw ValidationError("--reason goes with what was done") }
    }

    func run() throws {
        let parameters = try self.parameters
        if let id { return try show(try one(id, parameters)) }
        let list = try database.open(.read).alerts(parameters)
        let output = StandardOutput.shared
        switch format {
        case .json: try output.line(list.json)
        case .jsonl: for alert in list.alerts { try output.line(alert.json) }
        case .csv: try output.write(AlertCSV.bytes(list.alerts))
        case .text: try output.write(AlertText.text(list))
        }
    }

    private func one(_ id: String, _ parameters: AlertParameters) throws -> Alert {
        let by = DatabaseOptions.author
        if acknowledge {
            return try database.open(.write).acknowledgeAlert(id: id, reason: reason, by: by, parameters)
        }
        if let assign {
            return try database.open(.write).assignAlert(id: id, to: assign, reason: reason, by: by, parameters)
        }
        if let muteUntil {
            return try database.open(.write).muteAlert(id: id, until: muteUntil, reason: reason, by: by, parameters)
        }
        if reopen { return try database.open(.write).reopenAlert(id: id, reason: reason, by: by, parameters) }
        guard let alert = try database.open(.read).alert(id: id, parameters) else { throw Failure.noAlert(id) }
        return alert
    }

    private func show(_ alert: Alert) throws {
        switch format {
        case .json, .jsonl: try StandardOutput.shared.line(alert.json)
        case .csv: try StandardOutput.shared.write(AlertCSV.bytes([alert]))
        case .text: try StandardOutput.shared.write(AlertText.text(alert))
        }
    }

    private var parameters: AlertParameters {
        get throws {
            var parameters = AlertParameters()
            let values: [(AlertParameter, String?)] = [
                (.merchant, merchant), (.category, category), (.district, district), (.budget, budget), (.asOf, asOf),
                (.all, all ? "true" : nil), (.limit, limit),
            ]
            for (parameter, value) in values { try parameters.set(parameter, value) }
            return parameters
        }
    }
}
