import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `bingan serve` as a process of its own.
final class ServedBinary: @unchecked Sendable {
    // Sound: all of it is set before any task sees it.
    let port: Int
    private let process: Process
    private let log: URL

    init(db: String, log: URL, environment: [String: String] = [:]) throws {
        self.log = log
        try Data().write(to: log)
        process = Process()
        process.executableURL = Binary.url
        process.arguments = ["--db", db, "serve", "--port", "0"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardError = try FileHandle(forWritingTo: log)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var port: Int?
        for _ in 0..<600 where port == nil && process.isRunning {
            usleep(50_000)
            let text = try String(contentsOf: log, encoding: .utf8)
            port = text.firstMatch(of: /listening on http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
        }
        self.port = try #require(port, "the server listens")
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var lines: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// Asks it to stop; the exit code.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Ends it as a power cut would.
    func kill9() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func ask(
        _ method: String, _ path: String, token: String? = nil, body: String? = nil
    ) async throws -> (status: Int, text: String) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        request.httpMethod = method
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }
}

@Suite struct ServeTests {
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-serve-\(UUID().uuidString)")
        var db: String { url.appendingPathComponent("test.sqlite").path }
        var log: URL { url.appendingPathComponent("log") }
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }
    }

    @Test("a token made beside the running service comes in, and nobody else does")
    func tokens() async throws {
        let folder = try Folder()
        let server = try ServedBinary(db: folder.db, log: folder.log)
        #expect(try await server.ask("GET", "/v1/search?q=").status == 200)
        let created = try Binary.run(["--db", folder.db, "token", "create", "--role", "search"])
        #expect(created.code == 0)
        let token = try #require(created.output.split(whereSeparator: \.isWhitespace).last.map(String.init))
        #expect(try await server.ask("GET", "/v1/search?q=", token: token).status == 200)
        #expect(try await server.ask("GET", "/v1/search?q=").status == 401)
        #expect(try Binary.run(["--db", folder.db, "token", "revoke", "1"]).code == 0)
        try await Task.sleep(for: .seconds(1))
        #expect(try await server.ask("GET", "/v1/search?q=", token: token).status == 401)
        #expect(server.stop() == 0)
    }

    @Test("an import beside the running service goes in at once, and both can be searched")
    func importBeside() async throws {
        let folder = try Folder()
        let server = try ServedBinary(db: folder.db, log: folder.log)
        let stored = try await server.ask("POST", "/v1/complaints", body: #"{"text":"健身房关门了"}"#)
        #expect(stored.status == 201)
        let lines = (1...50).map { #"{"number":"I\#($0)","text":"健身房不退卡，第\#($0)件"}"# }.joined(separator: "\n")
        let outcome = try Binary.run(["--db", folder.db, "import", "-"], input: Data(lines.utf8))
        #expect(outcome.code == 0)
        #expect(try await server.ask("GET", "/v1/search?q=%E5%81%A5%E8%BA%AB%E6%88%BF").text.contains(#""total":51,"#))
        let restore = try Binary.run(["--db", folder.db, "restore", folder.db])
        #expect(restore.code == 3)
        #expect(restore.errors.contains("stop it"))
        #expect(server.stop() == 0)
    }

    @Test("SIGTERM ends with 0, and every complaint that was acknowledged is there")
    func stop() async throws {
        let folder = try Folder()
        let server = try ServedBinary(db: folder.db, log: folder.log)
        _ = try await server.ask("GET", "/v1/complaints?number=13800001234")
        let acknowledged = await withTaskGroup(of: Bool.self) { group in
            for number in 1...40 {
                group.addTask { [server] in
                    let answer = try? await server.ask("POST", "/v1/complaints", body: #"{"text":"第\#(number)件"}"#)
                    return answer?.status == 201
                }
            }
            var count = 0
            var code: Int32?
            for await isStored in group {
                count += isStored ? 1 : 0
                if code == nil { code = server.stop() }
            }
            #expect(code == 0)
            return count
        }
        let exported = try Binary.run(["--db", folder.db, "export"])
        #expect(exported.output.split(separator: "\n").count >= acknowledged)
        #expect(acknowledged > 0)
        #expect(!server.lines.contains("13800001234"))
    }

    @Test("without a token only this machine is served")
    func loopback() throws {
        let folder = try Folder()
        let outcome = try Binary.run(["--db", folder.db, "serve", "--host", "0.0.0.0", "--port", "0"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("token create"))
    }
}
