import ArgumentParser
import BinganService
import Foundation

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "An enforcement report for a merchant, a cluster or a period, as HTML, CSV or JSON.",
        discussion: """
            One self-contained file in Chinese that prints on A4. Personal data is masked. The same database and \
            arguments give the same bytes.
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(help: "The merchant's id, its name, or a part of it.") var merchant: String?
    @Option(help: "A cluster's id: the report is about that one.") var cluster: String?
    @Option(help: "The category, or one above it.") var category: String?
    @Option(help: "The district of the complaints: 洪山区.") var district: String?
    @Option(help: "Received from this year, month or day on: 2021, 2021-03, 2021-03-15.") var from: String?
    @Option(help: "Received up to this year, month or day, which is included.") var to: String?
    @Option(help: "Fewest complaints of a cluster; 3 otherwise.") var minSize: String?
    @Option(help: "Order of the clusters: significance, size, newest or amount.") var sort: String?
    @Option(help: "Merchants and clusters to show, 1 to 1000; 20 otherwise.") var limit: String?
    @Option(help: "html, csv or json.") var format: ReportFormat = .html
    @Option(help: "The file to write; stdout otherwise.", completion: .file()) var output: String?

    func run() throws {
        let parameters = try self.parameters
        let bytes = try database.open(.read).report(parameters, format)
        guard let output else {
            try StandardOutput.shared.write(bytes)
            if format == .json { try StandardOutput.shared.write("\n") }
            return
        }
        do {
            let file = try ByteSink(path: output)
            try file.write(bytes)
            try file.close()
        } catch {
            throw Failure(.usage, field: "--output", code: "cannot-write", detail: error.line ?? output)
        }
        FileHandle.standardError.write(Data("\(Terminal.safe(output)): \(bytes.count) bytes\n".utf8))
    }

    private var parameters: ReportParameters {
        get throws {
            var clusters = ClusterParameters()
            let values: [(ClusterParameter, String?)] = [
                (.merchant, merchant), (.category, category), (.district, district), (.from, from), (.to, to),
                (.minSize, minSize), (.sort, sort), (.limit, limit),
            ]
            for (parameter, value) in values { try clusters.set(parameter, value) }
            var parameters = ReportParameters(clusters: clusters)
            try parameters.setCluster(cluster)
            return parameters
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}
