import BinganService
import ComplaintModel
import Foundation
import HTTPTypes
import Testing

@testable import BinganHTTP

@Suite struct OpenAPITests {
    @Test("the document tells of every route, and of none that isn't served")
    func complete() throws {
        let server = try TestServer()
        let served = Set(Routes(backend: server.backend).endpoints.map(\.name))
        #expect(served == Set(Operations.all.keys))
    }

    @Test("the README's table has every route, and none that isn't served")
    func readme() throws {
        let server = try TestServer()
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
        let names = lines.flatMap {
            $0.matches(of: /(GET|POST|PATCH|DELETE) (\/[a-z0-9\/{}.]*)/).map { "\($0.1) \($0.2)" }
        }
        #expect(Set(names) == Set(Routes(backend: server.backend).endpoints.map(\.name)))
    }

    @Test("every reference in the document leads somewhere")
    func references() async throws {
        let server = try TestServer()
        let text = try await server.get("/openapi.json").text
        let names = text.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.1) }
        #expect(!names.isEmpty)
        #expect(Set(names).isSubset(of: Set(Schemas.all.map(\.0))))
    }

    @Test("a role comes in where the contract lets it, and nowhere else", arguments: Role.allCases)
    func roles(role: Role) async throws {
        let server = try TestServer()
        let token = try server.token(role)
        for endpoint in Routes(backend: server.backend).endpoints where !endpoint.roles.isEmpty {
            let path = endpoint.path.replacing(/\{\w+\}/, with: "1")
            let answer = try await server.ask(endpoint.method, path, token: token, body: "{}")
            let mayEnter = endpoint.roles.contains { role.covers($0) }
            #expect((answer.status != 403) == mayEnter, "\(endpoint.name)")
            let without = try await server.ask(endpoint.method, path, body: "{}")
            #expect(without.status == 401, "\(endpoint.name)")
        }
    }

    @Test("an unknown parameter is refused by its name, on every route")
    func unknownParameters() async throws {
        let server = try TestServer()
        for endpoint in Routes(backend: server.backend).endpoints {
            let path = endpoint.path.replacing(/\{\w+\}/, with: "1") + "?nonsense=1"
            let answer = try await server.ask(endpoint.method, path, body: "{}")
            #expect(answer.status == 400, "\(endpoint.name)")
            #expect(answer["field"] == .string("nonsense"), "\(endpoint.name)")
        }
    }

    @Test("a path takes its own methods, and says which", arguments: ["TRACE", "PUT", "BREW"])
    func methods(name: String) async throws {
        let server = try TestServer()
        let method = try #require(HTTPRequest.Method(name))
        let answer = try await server.ask(method, "/v1/complaints/1")
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "GET, HEAD, PATCH")
        #expect(try await server.ask(method, "/v1/nothing").status == 404)
    }

    @Test("a head that is too large is refused by what is too large in it")
    func heads() async throws {
        let server = try TestServer()
        let long = String(repeating: "a", count: 20_000)
        #expect(try await server.get("/v1/search?q=\(long)\(long)").status == 414)
        #expect(try await server.ask(.get, "/v1/search", [(.userAgent, long)]).status == 431)
    }

    @Test("answers carry a request's id and keep browsers safe")
    func headers() async throws {
        let server = try TestServer()
        let id = UUID().uuidString.lowercased()
        let answer = try await server.ask(.get, "/v1/search", [(.requestID, id)])
        #expect(answer.headers[.requestID] == id)
        #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        let other = try await server.ask(.get, "/v1/search", [(.requestID, "13800001234")])
        #expect(other.headers[.requestID] != "13800001234")
    }

    @Test("a long answer is packed for those who take gzip")
    func gzip() async throws {
        let server = try TestServer()
        let plain = try await server.get("/openapi.json")
        let packed = try await server.ask(.get, "/openapi.json", [(.acceptEncoding, "br, gzip;q=0.5")])
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.body.starts(with: [0x1F, 0x8B]))
        #expect(packed.body.count < plain.body.count / 2)
        #expect(try await server.ask(.get, "/openapi.json", [(.acceptEncoding, "gzip;q=0")]).body == plain.body)
    }

    @Test("metrics tell how often a route was asked for, and how large the index is")
    func metrics() async throws {
        let server = try TestServer()
        _ = try await server.ask(.post, "/v1/complaints", body: IntakeRouteTests.complaint)
        _ = try await server.get("/v1/search?q=健身")
        let text = try await server.get("/metrics").text
        #expect(text.contains("bingan_complaints 1\n"))
        #expect(text.contains(#"bingan_http_requests_total{route="/v1/search",method="GET",status="200"} 1"#))
        #expect(!text.contains("健身"))
    }

    @Test("the audit tells who searched and opened what, numbers masked for those who see them masked")
    func audit() async throws {
        let server = try TestServer()
        let (search, admin) = (try server.token(.search), try server.token(.admin))
        _ = try await server.ask(.post, "/v1/complaints", token: admin, body: IntakeRouteTests.complaint)
        _ = try await server.get("/v1/search?q=13800001234", token: search)
        _ = try await server.get("/v1/complaints/1", token: search)
        let text = try await server.get("/v1/audit?actor=search", token: admin).text
        #expect(text.contains(#""action":"search","complaint_id":null,"query":"138****1234","rows":1"#))
        #expect(text.contains(#""action":"open","complaint_id":1"#))
        #expect(!text.contains("13800001234"))
    }
}
