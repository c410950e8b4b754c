import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer over HTTP until SIGTERM or SIGINT.",
        discussion: "Routes: GET /healthz, /v1/search?q=…, /v1/complaints/ID. Names and numbers are masked.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let service = try database.open(.read)
        try await server.serve(service)
        try service.store.close()
    }
}
