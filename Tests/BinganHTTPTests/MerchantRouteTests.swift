import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct MerchantRouteTests {
    private func server() async throws -> TestServer {
        let server = try TestServer()
        for (number, name) in ["武汉优健健身服务有限公司光谷店", "大洋百货有限公司"].enumerated() {
            let body = #"{"number":"M\#(number)","text":"不退款","merchant":{"name":"\#(name)"}}"#
            _ = try await server.ask(.post, "/v1/complaints", body: body)
        }
        return server
    }

    @Test("merchants are listed, joined by a decision, and parted again by its undoing")
    func decisions() async throws {
        let server = try await server()
        #expect(try await server.get("/v1/merchants")["total"] == .integer(2))
        let joined = try await server.ask(.post, "/v1/merchants/1/join", body: #"{"other":2,"reason":"同一家"}"#)
        #expect(joined.status == 200)
        #expect(try await server.get("/v1/merchants")["total"] == .integer(1))
        #expect(try await server.get("/v1/merchants/2")["id"] == .integer(1))
        let undone = try await server.ask(.post, "/v1/merchants/1/undo")
        #expect(undone["kind"] == .string("join"))
        #expect(try await server.get("/v1/merchants")["total"] == .integer(2))
    }

    @Test(
        "a decision that can't be is refused by the name of its field",
        arguments: [
            ("join", "{}", "other"), ("join", #"{"other":"2"}"#, "other"), ("join", #"{"other":1}"#, "other"),
            ("join", #"{"other":2,"why":"x"}"#, "why"), ("part", #"{"name":7}"#, "name"), ("part", "{}", "name"),
        ])
    func refused(action: String, body: String, field: String) async throws {
        let server = try await server()
        let answer = try await server.ask(.post, "/v1/merchants/1/\(action)", body: body)
        #expect(answer.status == 422)
        #expect(answer["field"] == .string(field))
    }

    @Test("a merchant that isn't there is told as such")
    func missing() async throws {
        let server = try await server()
        let answer = try await server.get("/v1/merchants/99")
        #expect(answer.status == 404)
        #expect(answer["code"] == .string("no-such-merchant"))
    }
}
