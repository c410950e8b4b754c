import ArgumentParser
import BinganService

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who searched, opened, changed and exported what, newest first.",
        discussion: """
            A running service writes its entries four times a second. Queries of roles that see numbers masked are kept \
            masked.
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(help: "The token's name, or cli:USER.") var actor: String?
    @Option(help: "search, open, export and the like.") var action: String?
    @Option(help: "The complaint's id.") var complaint: String?
    @Option(help: "From this year, month, day or moment on.") var from: String?
    @Option(help: "Up to this year, month, day or moment, which is included.") var to: String?
    @Option(help: "Entries to show, 1 to 100000.") var limit = 100
    @Option(help: "text, jsonl or json.") var format: AuditFormat = .text

    func run() throws {
        let filter = try AuditFilter(actor: actor, action: action, complaint: complaint, from: from, to: to)
        guard BinganService.auditLimits.contains(limit) else {
            throw Failure(.usage, field: "--limit", code: "out-of-range", detail: "Give a number from 1 to 100000.")
        }
        let entries = try database.open(.read).audit(filter, limit: limit)
        switch format {
        case .json: try StandardOutput.shared.line(AuditEntry.json(entries))
        case .jsonl: for entry in entries { try StandardOutput.shared.line(entry.json) }
        case .text:
            let header = ["at", "actor", "role", "action", "complaint", "rows", "query"]
            let rows = entries.map { entry in
                [
                    entry.at.text, Terminal.safe(entry.actor), entry.role, entry.action.rawValue,
                    entry.complaintID.map { "\($0)" } ?? "", entry.rows.map { "\($0)" } ?? "",
                    Terminal.safe(entry.query ?? ""),
                ]
            }
            let lines = Table.lines(header, rows, rightAligned: [4, 5])
            try StandardOutput.shared.write(lines.joined(separator: "\n") + "\n")
        }
    }
}

enum AuditFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl
}
