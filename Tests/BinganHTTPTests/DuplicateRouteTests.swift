import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct DuplicateRouteTests {
    private static let text = "二〇二一年一月在优健健身光谷店办卡三千元，现在店铺关门，联系不上老板，要求退还余额2800元"

    private func body(_ number: String, phone: String = "13800001234") -> String {
        #"{"number":"\#(number)","text":"\#(Self.text)","amount":2800,"merchant":{"name":"优健健身光谷店"},"#
            + #""complainant":{"name":"王某","phone":"\#(phone)"}}"#
    }

    private func server() async throws -> TestServer {
        let server = try TestServer()
        _ = try await server.ask(.post, "/v1/complaints", body: body("D-1"))
        return server
    }

    @Test("a repeat is known before it is stored, and when it is stored, with reasons")
    func verdict() async throws {
        let server = try await server()
        let checked = try await server.ask(.post, "/v1/duplicates/check", body: body("D-2"))
        #expect(checked["verdict"] == .string("duplicate"))
        #expect(checked.text.contains(#""evidence":[{"kind":"#))
        #expect(try server.service.store.complaint(id: 2) == nil)
        let stored = try await server.ask(.post, "/v1/complaints", body: body("D-2"))
        #expect(stored.text.contains(#""duplicate":{"verdict":"duplicate""#))
        #expect(try await server.get("/v1/complaints/2").text.contains(#""duplicate":{"verdict":"duplicate""#))
        #expect(try await server.get("/v1/complaints/2/similar").text.contains(#"{"of":[{"id":1,"#))
        #expect(try await server.get("/metrics").text.contains(#"bingan_verdicts_total{verdict="duplicate"} 1"#))
    }

    @Test("evidence is masked for those who see numbers masked")
    func masked() async throws {
        let server = try await server()
        let token = try server.token(.search)
        let checked = try await server.ask(.post, "/v1/duplicates/check", token: token, body: body("D-2"))
        #expect(checked["verdict"] == .string("duplicate"))
        #expect(!checked.text.contains("13800001234"))
    }

    @Test("any part of a complaint can be checked", arguments: [#"{"complainant":{"phone":"13800001234"}}"#, "{}"])
    func part(body: String) async throws {
        let server = try await server()
        let answer = try await server.ask(.post, "/v1/duplicates/check", body: body)
        #expect(answer.status == 200)
        #expect(answer["of"] != nil)
    }

    @Test("a decision binds, its undoing frees, and the feed tells of both")
    func review() async throws {
        let server = try await server()
        _ = try await server.ask(.post, "/v1/complaints", body: body("D-2"))
        let since = try await server.get("/v1/changes")["next"]
        let decided = try await server.ask(
            .post, "/v1/reviews", body: #"{"id":2,"other":1,"as":"different","reason":"另一张卡"}"#)
        #expect(decided.status == 201)
        #expect(decided.headers[.location] == "/v1/reviews/1")
        #expect(try await server.get("/v1/complaints/2").text.contains(#""duplicate":{"verdict":"new""#))
        var end: [UInt8] = []
        try #require(since).write(into: &end)
        let feed = try await server.get("/v1/changes?since=\(String(decoding: end, as: UTF8.self))")
        #expect(feed.text.contains(#""id":2,"number":"D-2","version":1,"kind":"verdict","verdict":"new","of":null"#))
        #expect(try await server.ask(.delete, "/v1/reviews/1").status == 200)
        #expect(try await server.get("/v1/complaints/2").text.contains(#""duplicate":{"verdict":"duplicate""#))
        #expect(try await server.ask(.delete, "/v1/reviews/1").status == 404)
    }

    @Test(
        "a decision that can't be is refused by the name of its field",
        arguments: [
            (#"{"id":2,"other":1}"#, "as"), (#"{"id":2,"other":1,"as":"new"}"#, "as"),
            (#"{"other":1,"as":"copy"}"#, "id"),
            (#"{"id":1,"other":1,"as":"copy"}"#, "other"), (#"{"id":2,"other":1,"as":"copy","x":1}"#, "x"),
        ])
    func refused(body: String, field: String) async throws {
        let server = try await server()
        let answer = try await server.ask(.post, "/v1/reviews", body: body)
        #expect((400..<500).contains(answer.status))
        #expect(answer["field"] == .string(field))
    }
}
