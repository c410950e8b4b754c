import ArgumentParser
import BinganService
import MerchantClusters

struct Merchants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merchants",
        abstract: "List merchants, their names resolved, by number of complaints.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "A name or a part of one; all merchants when left out.") var query: [String] = []
    @Option(help: "Merchants to give, 1 to 1000; 20 otherwise.") var limit: String?
    @Flag(help: "First put all names to merchants anew; staff's decisions stay.") var resolve = false
    @Option(help: "text, json, jsonl or csv.") var format: OutputFormat = .text

    func run() throws {
        let service = try database.open(resolve ? .write : .read)
        if resolve { try Self.resolve(service) }
        let list = try service.merchants(query.joined(separator: " "), limit: limit)
        let output = StandardOutput.shared
        switch format {
        case .json: try output.line(list.json)
        case .jsonl: for merchant in list.merchants { try output.line(merchant.json) }
        case .csv: try output.write(MerchantText.csv(list.merchants))
        case .text: try output.write(MerchantText.text(list))
        }
    }

    private static func resolve(_ service: BinganService) throws {
        var bar = ProgressBar("resolve")
        defer { bar.finish() }
        let counts = try service.resolveMerchants { done, total in
            bar.show(ProgressBar.State(done: done, total: total, rows: done))
        }
        bar.finish()
        StandardError.write(
            "bingan: \(counts.mentions) names are \(counts.merchants) merchants; \(counts.moved) names moved")
    }
}

struct Merchant: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merchant",
        abstract: "Show one merchant; decide which names are its own.",
        discussion: "Decisions bind: resolution keeps them until they are undone.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The merchant's id; one that was merged gives the merchant it is now.") var id: String
    @Option(help: "Make this other merchant and it one.") var join: String?
    @Option(help: "Make this name of it a merchant of its own.") var part: String?
    @Flag(help: "Take back the last decision about it.") var undo = false
    @Option(help: "Why; kept with the decision.") var reason: String?
    @Flag(help: "Show shared telephone numbers in clear.") var personal = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let number = try Self.number(id)
        guard [join != nil, part != nil, undo].filter({ $0 }).count <= 1 else {
            throw Failure(
                .usage, field: "merchant", code: "one-decision", detail: "Give one of --join, --part, --undo.")
        }
        if let join { return try tell { try $0.joinMerchants(number, Self.number(join), by: author, reason: reason) } }
        if let part { return try tell { try $0.partMerchant(number, name: part, by: author, reason: reason) } }
        if undo {
            return try tell { service in
                _ = try service.undoMerchant(number, by: author)
                return try service.merchantEntity(of: number) ?? number
            }
        }
        try show(database.open(.read), number)
    }

    private var author: String { DatabaseOptions.author }

    private func tell(_ decide: (BinganService) throws -> Int64) throws {
        let service = try database.open(.write)
        try show(service, try decide(service))
    }

    private func show(_ service: BinganService, _ number: Int64) throws {
        guard let detail = try service.merchant(id: number, personal ? .personal : .masked) else {
            throw Failure.noMerchant(id)
        }
        if personal { database.note(.merchant, query: "id:\(number) personal:true") }
        switch format {
        case .json: try StandardOutput.shared.line(detail.json)
        case .text: try StandardOutput.shared.write(MerchantText.text(detail))
        }
    }

    private static func number(_ text: String) throws -> Int64 {
        guard let id = ComplaintID(text) else {
            throw Failure(.usage, field: String(text.prefix(40)), code: "not-an-id", detail: "Give a merchant's id.")
        }
        return id.number
    }
}
