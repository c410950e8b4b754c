import ArgumentParser
import BinganService
import ComplaintIndex
import Foundation

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Import the sample in Corpus/ into a scratch database, show a search, a flagged duplicate, a cluster and an alert, then serve."
    )

    @OptionGroup var server: ServerOptions
    @Flag(help: "Don't serve.") var noServe = false

    /// What someone at the hotline would type.
    private static let query = "健身房 退卡"

    func run() async throws {
        let corpus = try Self.corpus()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("demo.sqlite").path
        let service = try BinganService(path: path, access: .create)
        try Self.fill(service.store, from: corpus)
        try Self.showSearch(service)
        try Self.showDuplicate(service)
        try Self.showCluster(service)
        try Self.showAlert(service)
        try StandardOutput.shared.flush()
        if !noServe { try await server.serve(service) }
        try service.store.close()
    }

    private static func fill(_ store: Store, from corpus: String) throws {
        let importer = Importer(store: store, options: ImportOptions(update: false, rejects: nil, by: "demo"))
        let start = ContinuousClock.now
        let counts = try ImportRun.run(importer, corpus)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try StandardOutput.shared.line("$ bingan import \(corpus)")
        try StandardOutput.shared.line("imported \(counts.imported) in \(Numbers.fixed(seconds, 1)) s\n")
    }

    private static func showSearch(_ service: BinganService) throws {
        var parameters = SearchParameters()
        try parameters.set(.query, query)
        try parameters.set(.limit, "5")
        try parameters.set(.facets, "category,district")
        let answer = try service.search(parameters)
        try StandardOutput.shared.line("$ bingan search '\(query)' --limit 5 --facets category,district")
        try StandardOutput.shared.line(SearchText(highlighter: .forStandardOutput).text(answer))
    }

    /// A Traditional text from the web about what the same person had told on the phone.
    private static let repeated = "WH20200204-000217"

    private static func showDuplicate(_ service: BinganService) throws {
        guard let complaint = try service.complaint(named: repeated),
            let matches = try service.similar(id: complaint.id, limit: 1, .masked)
        else { throw Failure.noComplaint(repeated) }
        try StandardOutput.shared.line("$ bingan similar \(repeated) --limit 1")
        try StandardOutput.shared.line(DuplicateText.text(matches))
    }

    private static func showCluster(_ service: BinganService) throws {
        var parameters = ClusterParameters()
        try parameters.set(.limit, "1")
        try StandardOutput.shared.line("$ bingan clusters --limit 1")
        try StandardOutput.shared.line(ClusterText.text(try service.clusters(parameters)))
    }

    /// The day on which the gyms of a chain have begun to close.
    private static let alertDay = "2021-03-05"

    private static func showAlert(_ service: BinganService) throws {
        var parameters = AlertParameters()
        try parameters.set(.asOf, alertDay)
        try StandardOutput.shared.line("$ bingan alerts --as-of \(alertDay)")
        try StandardOutput.shared.line(AlertText.text(service.alerts(parameters)))
    }

    private static var program: String { Bundle.main.executablePath ?? CommandLine.arguments.first ?? "" }

    /// The sample, looked for from here and from the program's place upwards.
    private static func corpus() throws(Failure) -> String {
        let name = "Corpus/complaints.jsonl"
        if FileManager.default.fileExists(atPath: name) { return name }
        let program = URL(fileURLWithPath: Self.program).resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        while folder.path != "/" {
            let path = folder.appendingPathComponent(name).path
            if FileManager.default.fileExists(atPath: path) { return path }
            folder.deleteLastPathComponent()
        }
        throw Failure(
            .usage, field: "demo", code: "no-sample", detail: "\(name) isn't here; run it in the checkout of Bingan.")
    }
}
