import ArgumentParser
import BinganService
import MerchantClusters

struct Clusters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clusters",
        abstract: "Groups of complaints about one issue of one merchant.",
        discussion: """
            Each count comes in three forms: complaints, people, and without repeats and copies. --district, --from and \
            --to choose complaints, and only those are counted.
            """)

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "A cluster's id: shows that one with the ids of its complaints.") var id: Int64?
    @Option(help: "The merchant's id, its name, or a part of it.") var merchant: String?
    @Option(help: "The category most of its complaints have, or one above it.") var category: String?
    @Option(help: "The district of the complaints: 洪山区.") var district: String?
    @Option(help: "Received from this year, month or day on: 2021, 2021-03, 2021-03-15.") var from: String?
    @Option(help: "Received up to this year, month or day, which is included.") var to: String?
    @Option(help: "Fewest complaints; 3 otherwise.") var minSize: String?
    @Option(help: "significance, size, newest or amount.") var sort: String?
    @Option(help: "Clusters to give, 1 to 1000; 20 otherwise.") var limit: String?
    @Flag(help: "Put every complaint into clusters anew; ids stay or lead to what took their place.") var rebuild =
        false
    @Flag(help: "Show phones and ID numbers in clear.") var personal = false
    @Option(help: "text, json, jsonl or csv.") var format: OutputFormat = .text

    func run() throws {
        if rebuild { return try putAnew() }
        let visibility: Visibility = personal ? .personal : .masked
        if let id { return try show(id, visibility) }
        let list = try database.open(.read).clusters(try parameters, visibility)
        if personal { database.note(.cluster, query: "personal:true", rows: list.clusters.count) }
        let output = StandardOutput.shared
        switch format {
        case .json: try output.line(list.json)
        case .jsonl: for cluster in list.clusters { try output.line(cluster.json) }
        case .csv: try output.write(ClusterCSV.bytes(list.clusters))
        case .text: try output.write(ClusterText.text(list))
        }
    }

    private func putAnew() throws {
        let store = try database.open(.write).store
        var bar = ProgressBar("clusters")
        defer { bar.finish() }
        let count = try store.rebuildClusters { done, total in
            bar.show(ProgressBar.State(done: done, total: total, rows: done))
        }
        bar.finish()
        try StandardOutput.shared.line("clusters \(count)")
    }

    private func show(_ id: Int64, _ visibility: Visibility) throws {
        guard let shown = try database.open(.read).cluster(id: id, visibility) else {
            throw Failure(.notFound, field: "id", code: "no-such-cluster", detail: "There is no cluster \(id).")
        }
        if personal { database.note(.cluster, query: "id:\(id) personal:true") }
        switch format {
        case .json, .jsonl: try StandardOutput.shared.line(shown.json)
        case .csv: try StandardOutput.shared.write(ClusterCSV.bytes([shown.summary]))
        case .text: try StandardOutput.shared.write(ClusterText.text(shown))
        }
    }

    private var parameters: ClusterParameters {
        get throws {
            var parameters = ClusterParameters()
            let values: [(ClusterParameter, String?)] = [
                (.merchant, merchant), (.category, category), (.district, district), (.from, from), (.to, to),
                (.minSize, minSize), (.sort, sort), (.limit, limit),
            ]
            for (parameter, value) in values { try parameters.set(parameter, value) }
            return parameters
        }
    }
}
