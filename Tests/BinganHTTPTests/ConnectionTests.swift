import Foundation
import NIOCore
import Synchronization
import Testing

@testable import BinganHTTP

/// A server on a port of its own, and a client that sends as slowly as it likes.
@Suite struct ConnectionTests {
    private static let quick = ConnectionPatience(
        head: .milliseconds(600), body: .milliseconds(600), bytesPerSecond: 1000, lastBody: .milliseconds(200),
        reader: .seconds(5), stop: .seconds(2), linger: .milliseconds(200))

    /// For clients that send all at once: beside many other tests even that may take more than a moment.
    private static let calm = {
        var patience = quick
        patience.head = .seconds(20)
        return patience
    }()

    /// Sends `head`, then `drop` every 50 ms; gives all that came back until the server closed, or twenty seconds passed.
    private func drip(_ head: String, _ drop: String = "") async throws -> String {
        let scratch = try TestServer()
        var server = HTTPServer(service: scratch.service, port: 0)
        server.patience = drop.isEmpty ? Self.calm : Self.quick
        let (ports, found) = AsyncStream<Int>.makeStream()
        let running = server
        let task = Task { try await running.run(onListening: { found.yield($0) }) }
        let port = try #require(await ports.first { _ in true })
        let answer = try await withCheckedThrowingContinuation { done in
            Thread { done.resume(with: Result { try Self.talk(port, head, drop) }) }.start()
        }
        // The database may go only when nothing works on it any more.
        task.cancel()
        _ = try? await task.value
        withExtendedLifetime(scratch) {}
        return answer
    }

    private static func talk(_ port: Int, _ head: String, _ drop: String) throws -> String {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        var wait = timeval(tv_sec: 0, tv_usec: 50_000)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        _ = send(socket, head, head.utf8.count, Int32(MSG_NOSIGNAL))
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            let count = recv(socket, &piece, piece.count, 0)
            if count > 0 { answer += piece[..<count] }
            if count == 0 || count < 0 && errno != EAGAIN { return String(decoding: answer, as: UTF8.self) }
            if !drop.isEmpty { _ = send(socket, drop, drop.utf8.count, Int32(MSG_NOSIGNAL)) }
        }
        Issue.record("the server kept the connection")
        return String(decoding: answer, as: UTF8.self)
    }

    private static let form = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"

    @Test("a body that drips is answered 408 and its connection closed, logging in without a token too")
    func drippedBody() async throws {
        let answer = try await drip("POST /login HTTP/1.1\r\n\(Self.form)Content-Length: 9999\r\n\r\n", "a")
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
        #expect(answer.contains("\"code\":\"timeout\""))
    }

    @Test("a batch that drips is answered 408")
    func drippedBatch() async throws {
        let head = "Host: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9999\r\n\r\n"
        #expect(try await drip("POST /v1/complaints/batch HTTP/1.1\r\n\(head)", " ").hasPrefix("HTTP/1.1 408 "))
    }

    @Test("a body that nobody reads doesn't hold its connection")
    func unreadBody() async throws {
        let answer = try await drip("POST /v1/none HTTP/1.1\r\n\(Self.form)Content-Length: 9999\r\n\r\n", "a")
        #expect(answer.hasPrefix("HTTP/1.1 404 "))
    }

    @Test("headers that drip hold no connection")
    func drippedHead() async throws {
        #expect(try await drip("GET / HTTP/1.1\r\nX-", "a").isEmpty)
    }

    @Test("a request that is no HTTP is told so as a problem", arguments: ["GET /v1/search?q=退款 HTTP/1.1\r\n\r\n"])
    func malformed(_ request: String) async throws {
        let answer = try await drip(request)
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.contains("\"code\":\"malformed\""))
    }

    @Test("a connection whose end is announced is closed")
    func announcedEnd() async throws {
        let head = "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n"
        #expect(try await drip("POST /v1/complaints HTTP/1.1\r\n\(head)").hasPrefix("HTTP/1.1 413 "))
    }

    @Test("what comes after a request and is none spoils nothing of its answer")
    func malformedBehind() async throws {
        let answer = try await drip("GET /v1/search?limit=x HTTP/1.1\r\nHost: localhost\r\n\r\n???\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("\"field\":\"limit\"}"))
        let length = try #require(answer.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) })
        let body = try #require(answer.range(of: "\r\n\r\n"))
        #expect(answer[body.upperBound...].utf8.prefix(length).last == UInt8(ascii: "}"))
    }
}
