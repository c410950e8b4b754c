import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird
import Testing

@testable import BinganHTTP

/// Somebody in front of the pages: logged in by a role's token, or on a machine without any.
struct PageReader {
    let server: TestServer
    var cookie: String?

    /// Without tokens: whoever is on the machine.
    init(_ server: TestServer) {
        self.server = server
    }

    /// Logs in as the holder of a new token of a role.
    init(_ server: TestServer, as role: Role) async throws {
        self.server = server
        let token = try server.token(role)
        let answer = try await post("/login", [("token", token), ("next", "/")])
        #expect(answer.status == 303)
        cookie = try #require(answer.headers[.setCookie]).split(separator: ";").first.map(String.init)
    }

    func get(_ path: String) async throws -> TestServer.Answer {
        try await server.ask(.get, path, cookieHeader)
    }

    /// Sends a form.
    /// - Parameter site: where the browser says that the form stood.
    func post(_ path: String, _ fields: [(String, String)], site: String? = nil) async throws -> TestServer.Answer {
        let body = fields.map { PageLink.encoded($0.0) + "=" + PageLink.encoded($0.1) }.joined(separator: "&")
        let type = [(HTTPField.Name.contentType, "application/x-www-form-urlencoded")]
        return try await server.ask(
            .post, path, body: body, type + cookieHeader + (site.map { [(.secFetchSite, $0)] } ?? []))
    }

    /// The token that a page's forms carry.
    func formToken(_ path: String) async throws -> String {
        let page = try await get(path)
        return String(try #require(page.text.firstMatch(of: /name="csrf" value="([^"]*)"/)).1)
    }

    private var cookieHeader: [(HTTPField.Name, String)] { cookie.map { [(.cookie, $0)] } ?? [] }
}

extension TestServer {
    /// Stores a complaint; gives its id.
    @discardableResult
    func store(_ complaint: Complaint) throws -> Int64 {
        try service.store.add(complaint, by: "test").result.id
    }
}

/// Text that would break out wherever it isn't escaped; the last quotation mark carries a combining mark, by which
/// escaping character by character is passed.
let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\"\u{338} onmouseover=\"\u{338}x {{csrf}}"

/// Whether the hostile text stands in a page other than escaped.
func isHostile(_ page: String) -> Bool {
    let bytes = page.utf8
    return page.contains("<script>alert") || page.contains("<img src=x") || page.contains("\"'>")
        || !bytes.ranges(of: "\"\u{338}".utf8).isEmpty
}
