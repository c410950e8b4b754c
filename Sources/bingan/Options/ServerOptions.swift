import ArgumentParser
import BinganHTTP
import BinganService

/// Where the server listens.
struct ServerOptions: ParsableArguments {
    @Option(help: "The address to listen on; by default this machine alone can connect.")
    var host = HTTPServer.usualHost
    @Option(help: "The port; 0 takes a free one.") var port = HTTPServer.usualPort

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    }

    /// Serves until it is told to stop.
    func serve(_ service: BinganService) async throws {
        let host = host
        try await HTTPServer(service: service, host: host, port: port).run { port in
            StandardError.write("bingan: listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        } tell: { line in
            StandardError.write("bingan: \(line)")
        }
    }
}
