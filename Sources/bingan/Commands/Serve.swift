import ArgumentParser
import ComplaintIndex

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer over HTTP until SIGTERM or SIGINT.",
        discussion:
            "Tokens say who may do what (`bingan token`); without any, only this machine is served. The pages are at /, the routes in /openapi.json."
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let service = try database.open(.create)
        service.answerAlertsAtOnce()
        let merging = BackgroundMerging(service.store)
        try await server.serve(service)
        merging.stop()
        try service.store.close()
    }
}
