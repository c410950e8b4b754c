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
    var patience = ConnectionPatience()

    /// Port 0 takes any free one.
    public init(service: BinganService, host: String = usualHost, port: Int = usualPort) {
        self.service = service
        self.host = host
        self.port = port
    }

    /// - Parameters:
    ///   - onListening: called once with the port, when requests are answered.
    ///   - tell: what the one who starts the server should know.
    /// - Throws: `Failure` for an address that can't be listened on, such as a port in use, or one that others could
    ///   reach while no token guards it.
    public func run(
        onListening: @escaping @Sendable (Int) -> Void, tell: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws {
        let backend = Backend(service: service, log: Self.log(.info))
        service.store.shareFreedMemory()
        try service.store.keepLogOutOfCommits()
        try await guardAddress(backend, tell)
        let (chosen, patience) = (port, patience)
        let application = Application(
            router: Routes(backend: backend).router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionClock(patience: patience)], idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(RequestLimits.connections, logger: Self.log(.error))),
            services: [Housekeeping(backend: backend)],
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? chosen) },
            // The server's own lines name clients' addresses and URIs; only its errors are wanted.
            logger: Self.log(.error))
        do {
            try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
            await backend.audit.flush()
        } catch let error as IOError {
            throw unusable(String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw unusable("no such host")
        }
    }

    private static func log(_ level: Logger.Level) -> Logger {
        var log = Logger(label: "bingan") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = level
        return log
    }

    /// Without a token everybody who can connect may do everything: so nobody but this machine may connect.
    private func guardAddress(_ backend: Backend, _ tell: (String) -> Void) async throws {
        guard try await backend.gate.isOpen() else { return }
        guard LoopbackHost.isOne(host) else {
            throw Failure(
                .usage, field: "--host", code: "no-token",
                detail: "No token is configured, so only 127.0.0.1 is served; run `bingan token create --role admin`.")
        }
        tell("no token is configured: whoever is on this machine may do everything; `bingan token create` makes one")
    }

    private func unusable(_ reason: String) -> Failure {
        Failure(
            .usage, field: "--host, --port", code: "cannot-listen",
            detail: "\(host):\(port) can't be listened on (\(reason)); name another.")
    }
}
