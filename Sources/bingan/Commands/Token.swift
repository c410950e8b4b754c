import ArgumentParser
import BinganService
import ComplaintModel

struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make, list and take back the tokens that the HTTP service asks for.",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
}

struct TokenCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token; it is the last word on stdout and can't be shown again.",
        discussion: """
            intake stores and checks; search finds, opens and handles, numbers masked; enforcement also sees them, exports \
            and works on merchants and clusters; admin may do all.
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(help: "intake, search, enforcement or admin.") var role: RoleName
    @Option(help: "Who holds it, as audit and history name them; the role and a number otherwise.") var name: String?
    @Option(help: "Requests a minute that it may make; as many as come otherwise.") var rate: Int?

    func run() throws {
        let service = try database.open(.create)
        let name = try name ?? "\(role.rawValue)-\(service.tokens().count + 1)"
        let token = try service.createToken(name: name, role: role.role, rate: rate)
        StandardError.write("bingan: token \(token.id) (\(name), \(role.rawValue)); keep it: it is shown this once")
        try StandardOutput.shared.line(token.text)
    }
}

struct TokenList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tokens, without secrets.")

    @OptionGroup var database: DatabaseOptions
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let tokens = try database.open(.read).tokens()
        switch format {
        case .text:
            let header = ["id", "name", "role", "a minute", "created", "revoked"]
            let rows = tokens.map { token in
                [
                    "\(token.id)", Terminal.safe(token.name), token.role.rawValue, token.rate.map { "\($0)" } ?? "–",
                    token.createdAt.text, token.revokedAt?.text ?? "",
                ]
            }
            try StandardOutput.shared.write(
                Table.lines(header, rows, rightAligned: [0, 3]).joined(separator: "\n") + "\n")
        case .json:
            try StandardOutput.shared.line(
                JSONArrayWriter.bytes { list in
                    for token in tokens { list.object { token.writeFields(into: &$0) } }
                })
        }
    }
}

struct TokenRevoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a token back; a running service refuses it within a second.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The token's id, as `token list` shows it.") var id: Int64

    func run() throws {
        guard try database.open(.write).revokeToken(id: id) else {
            throw Failure(.notFound, field: "id", code: "no-such-token", detail: "There is no valid token \(id).")
        }
        try StandardOutput.shared.line("revoked \(id)")
    }
}

/// `--role`.
enum RoleName: String, ExpressibleByArgument, CaseIterable {
    case intake, search, enforcement, admin

    var role: Role {
        switch self {
        case .intake: .intake
        case .search: .search
        case .enforcement: .enforcement
        case .admin: .admin
        }
    }
}
