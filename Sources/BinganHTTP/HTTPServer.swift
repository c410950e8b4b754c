import BinganService
import Foundation
import Hummingbird
import Logging
import NIOCore

/// Bingan over HTTP/1.1. Runs until SIGTERM or SIGINT, then answers what has come in and ends.
public struct HTTPServer: Sendable {
    public static let usualHost = "127.0.0.1"
    public static let usualPort = 8315

    /// A connection on which nothing happens for so long is closed.
    private static let idleTimeout = TimeAmount.seconds(75)

    let service: BinganService
    let host: String
    let port: Int

    /// Port 0 takes any free one.
    public init(service: BinganService, host: String = usualHost, port: Int = usualPort) {
        self.service = service
        self.host = host
        self.port = port
    }

    /// - Parameter onListening: called once with the port, when requests are answered.
    /// - Throws: `Failure` for an address that can't be listened on, such as a port in use.
    public func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        var quiet = Logger(label: "bingan.server") { StreamLogHandler.standardError(label: $0) }
        // The server's own lines name clients' addresses and URIs; only its errors are wanted.
        quiet.logLevel = .error
        var log = Logger(label: "bingan") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = .info
        let routes = Routes(service: service, workers: SearchWorkers(), log: log)
        let chosen = port
        let application = Application(
            router: routes.router, server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? chosen) },
            logger: quiet)
        do {
            try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
        } catch let error as IOError {
            throw unusable(String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw unusable("no such host")
        }
    }

    private func unusable(_ reason: String) -> Failure {
        Failure(
            .usage, field: "--host, --port", code: "cannot-listen",
            detail: "\(host):\(port) can't be listened on (\(reason)); name another.")
    }
}
