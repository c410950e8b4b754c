import BinganService
import ComplaintModel
import HTTPTypes
import Testing

@testable import BinganHTTP

@Suite struct MaskedAnswerTests {
    /// Every field into which a number may slip.
    private func filled() throws -> TestServer {
        let server = try TestServer()
        try server.store(
            Complaint(
                complainant: Complainant(phone: "13800001234"), merchant: MerchantPart(name: "李记水果13800001234"),
                category: "水果13800001234", district: "洪山区13800001234", text: "水果腐烂，老板电话138.0000.1234",
                tags: ["回访13800001234", "急"], handling: Handling(outcome: "已联系13800001234")))
        return server
    }

    @Test(
        "no answer to a role that sees masks holds a number",
        arguments: [
            "/v1/suggest?q=李记", "/v1/suggest?q=水果", "/suggest?q=李记",
            "/v1/search?q=水果&facets=category,district,merchant",
            "/v1/complaints/1", "/v1/stats", "/stats", "/?q=水果", "/complaints/1", "/due",
        ])
    func masked(path: String) async throws {
        let server = try filled()
        let answer = try await server.get(path, token: server.token(.search))
        #expect(answer.status == 200)
        #expect(!answer.text.contains("13800001234") && !answer.text.contains("138.0000.1234"))
    }

    @Test("a mask sent back leaves what it hides, and within other text it is refused by its field")
    func patch() async throws {
        let server = try filled()
        let token = try server.token(.search)
        let kept = try await server.ask(
            .patch, "/v1/complaints/1", token: token,
            body: #"{"tags":["回访138****1234","急","群体"],"outcome":"已联系138****1234","category":"水果138****1234"}"#)
        #expect(kept.status == 200)
        let stored = try #require(try server.service.complaint(id: 1, .personal)).complaint
        #expect(stored.tags == ["回访13800001234", "急", "群体"])
        #expect(stored.handling.outcome == "已联系13800001234" && stored.category == "水果13800001234")
        let refused = try await server.ask(
            .patch, "/v1/complaints/1", token: token, body: #"{"outcome":"已联系138****1234，同意退款"}"#)
        #expect(refused.status == 422 && refused["field"] == .string("outcome") && refused["code"] == .string("masked"))
    }

    @Test("a repeated request is answered with the status of the first time")
    func replay() async throws {
        let server = try TestServer()
        let body = #"{"number":"A-1","text":"水果腐烂"}"#
        _ = try await server.ask(.post, "/v1/complaints", body: body)
        for _ in 0..<2 {
            let answer = try await server.ask(.post, "/v1/complaints", body: body, [(.idempotencyKey, "k")])
            #expect(answer.status == 200)
        }
        let update = try await server.ask(
            .post, "/v1/complaints?update=true", body: body, [(.idempotencyKey, "k")])
        #expect(update.status == 422 && update["code"] == .string("idempotency-key-reused"))
    }

    @Test("a decision that was undone says by whom, and of two ids the wrong one is named")
    func undone() async throws {
        let server = try TestServer()
        for text in ["一", "二"] { try server.store(Complaint(text: text)) }
        _ = try await server.ask(.post, "/v1/reviews", body: #"{"id":2,"other":1,"as":"related"}"#)
        let undone = try await server.ask(.delete, "/v1/reviews/1")
        #expect(undone["ended_by"] == .string("open") && undone["ended_at"] != .null)
        let missing = try await server.ask(.post, "/v1/reviews", body: #"{"id":2,"other":9,"as":"related"}"#)
        #expect(missing.status == 404 && missing["field"] == .string("other"))
        let word = try await server.ask(.post, "/v1/reviews", body: #"{"id":2,"other":1,"as":"alike"}"#)
        #expect(word.status == 422 && word["field"] == .string("as"))
    }

    @Test("an export is audited with its format, and whether it was clear")
    func export() async throws {
        let server = try filled()
        let token = try server.token(.enforcement)
        _ = try await server.get("/v1/export?q=水果&personal=true&format=csv", token: token)
        await server.backend.audit.flush()
        let entries = try server.service.audit(AuditFilter(action: "export", from: nil, to: nil), limit: 10)
        #expect(entries.first?.query == "q:水果 personal:true format:csv" && entries.first?.rows == 1)
    }
}
