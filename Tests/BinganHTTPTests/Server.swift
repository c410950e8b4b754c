import BinganService
import ComplaintIndex
import ComplaintModel
import Foundation
import HTTPTypes
import Hummingbird
import Logging

@testable import BinganHTTP

/// The routes over a scratch database, called within the process.
final class TestServer: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        /// The body as JSON; null for what is none.
        var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
        subscript(name: String) -> JSONValue? {
            if case .object(let object) = json { object[name] } else { nil }
        }
    }

    let service: BinganService
    let backend: Backend
    let responder: RouterResponder<BinganContext>
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-http-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        service = try BinganService(path: folder.appendingPathComponent("test.sqlite").path, access: .create)
        backend = Backend(service: service, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        responder = Routes(backend: backend).router.buildResponder()
    }

    deinit {
        try? service.store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A token of a role, as its holder sends it.
    func token(_ role: Role, rate: Int? = nil) throws -> String {
        try service.createToken(name: "\(role)", role: role, rate: rate).text
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, token: String? = nil, body: String? = nil,
        _ headers: [(HTTPField.Name, String)] = []
    ) async throws -> Answer {
        var fields = HTTPFields()
        if let token { fields[.authorization] = "Bearer \(token)" }
        if let body {
            fields[.contentType] = "application/json"
            fields[.contentLength] = "\(body.utf8.count)"
        }
        for (name, value) in headers { fields[name] = value }
        // As a client sends it: percent-encoded.
        let path = path.addingPercentEncoding(withAllowedCharacters: .urlFragmentAllowed.union(["%"])) ?? path
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let context = BinganContext(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let response = try await responder.respond(to: request, context: context)
        let sink = Sink()
        try await response.body.write(sink)
        return Answer(status: response.status.code, headers: response.headers, body: sink.bytes)
    }

    func get(_ path: String, token: String? = nil) async throws -> Answer {
        try await ask(.get, path, token: token)
    }
}

/// Gathers a response's body.
private final class Sink: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer.readableBytesView) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
