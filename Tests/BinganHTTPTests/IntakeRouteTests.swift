import BinganService
import ComplaintModel
import Foundation
import HTTPTypes
import Testing

@testable import BinganHTTP

@Suite struct IntakeRouteTests {
    static let complaint = #"{"number":"A-1","text":"健身房关门不退款，电话13800001234","merchant":{"name":"优健健身"}}"#

    @Test("a stored complaint is answered with 201, its place and its id")
    func created() async throws {
        let server = try TestServer()
        let answer = try await server.ask(.post, "/v1/complaints", body: Self.complaint)
        #expect(answer.status == 201)
        #expect(answer.headers[.location] == "/v1/complaints/1")
        #expect(answer["id"] == .integer(1))
        #expect(answer["number"] == .string("A-1"))
        let again = try await server.ask(.post, "/v1/complaints", body: Self.complaint)
        #expect(again.status == 200)
        #expect(again["result"] == .string("unchanged"))
    }

    @Test("a known number with other content is refused, unless an update is asked for")
    func update() async throws {
        let server = try TestServer()
        _ = try await server.ask(.post, "/v1/complaints", body: Self.complaint)
        let other = #"{"number":"A-1","text":"别的内容"}"#
        let refused = try await server.ask(.post, "/v1/complaints", body: other)
        #expect(refused.status == 409)
        #expect(refused["field"] == .string("number"))
        #expect(try await server.ask(.post, "/v1/complaints?update=true", body: other).status == 200)
    }

    @Test(
        "what a complaint can't be is refused by the name of its field",
        arguments: [
            (#"{"text":""}"#, "text"), (#"{"text":"a","amount":-1}"#, "amount"), (#"{"text":"a","kind":"x"}"#, "kind"),
            (#"{"text":"a","complainant":{"phone":7}}"#, "complainant.phone"), ("[]", "line"), ("{", "line"),
        ])
    func refused(body: String, field: String) async throws {
        let server = try TestServer()
        let answer = try await server.ask(.post, "/v1/complaints", body: body)
        #expect(answer.status == 422)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer["field"] == .string(field))
    }

    @Test("the same key and body give the same answer, and one complaint")
    func idempotent() async throws {
        let server = try TestServer()
        let body = #"{"text":"没有编号的投诉"}"#
        let key: [(HTTPField.Name, String)] = [(.idempotencyKey, "abc-1")]
        let first = try await server.ask(.post, "/v1/complaints", body: body, key)
        let second = try await server.ask(.post, "/v1/complaints", body: body, key)
        #expect(first.status == 201 && second.status == 201)
        #expect(first.body == second.body)
        #expect(second.headers[.idempotentReplay] == "true")
        let other = try await server.ask(.post, "/v1/complaints", body: #"{"text":"另一件"}"#, key)
        #expect(other.status == 422)
        #expect(other["field"] == .string("Idempotency-Key"))
        #expect(try server.service.store.complaint(id: 2) == nil)
    }

    @Test("two tokens may use the same key")
    func keysOfTokens() async throws {
        let server = try TestServer()
        let (a, b) = (try server.token(.intake), try server.token(.intake))
        for (token, id) in [(a, 1), (b, 2)] {
            let answer = try await server.ask(
                .post, "/v1/complaints", token: token, body: #"{"text":"一"}"#, [(.idempotencyKey, "k")])
            #expect(answer["id"] == .integer(Int64(id)))
        }
    }

    @Test("a batch answers every line and loses none")
    func batch() async throws {
        let server = try TestServer()
        var lines = (1...200).map { #"{"number":"B\#($0)","text":"第\#($0)件投诉"}"# }
        lines[3] = #"{"number":"B4"}"#
        lines[70] = "no json"
        lines[100] = ""
        let answer = try await server.ask(
            .post, "/v1/complaints/batch", body: lines.joined(separator: "\r\n"),
            [(.contentType, "application/x-ndjson")])
        #expect(answer.status == 200)
        let results = answer.text.split(separator: "\n").map { try? JSONValue(parsing: Array($0.utf8)) }
        #expect(results.count == 199)
        #expect(answer.text.contains(#"{"line":4,"status":422,"problem":{"#))
        #expect(answer.text.contains(#"{"line":71,"status":422"#))
        #expect(answer.text.contains(#"{"line":200,"status":201,"id":197,"number":"B200""#))
        #expect(try server.service.store.complaint(number: "B200") != nil)
    }

    @Test("a body of another type is refused, so that no form of another site can store")
    func type() async throws {
        let server = try TestServer()
        let answer = try await server.ask(
            .post, "/v1/complaints", body: Self.complaint, [(.contentType, "text/plain")])
        #expect(answer.status == 415)
        #expect(answer["field"] == .string("Content-Type"))
    }

    @Test("a body over the limit is refused with 413")
    func large() async throws {
        let server = try TestServer()
        let answer = try await server.ask(
            .post, "/v1/complaints", body: "{}", [(.contentLength, "\(BodyLimit.complaint + 1)")])
        #expect(answer.status == 413)
    }
}

@Suite struct ComplaintRouteTests {
    private func server() async throws -> TestServer {
        let server = try TestServer()
        _ = try await server.ask(.post, "/v1/complaints", body: IntakeRouteTests.complaint)
        return server
    }

    @Test("a complaint is found by the sender's own number")
    func byNumber() async throws {
        let server = try await server()
        let found = try await server.get("/v1/complaints?number=A-1")
        #expect(found["id"] == .integer(1))
        #expect(try await server.get("/v1/complaints?number=none").status == 404)
        #expect(try await server.get("/v1/complaints")["field"] == .string("number"))
    }

    @Test("the ETag is the version, and a copy that is still good isn't sent again")
    func eTag() async throws {
        let server = try await server()
        let answer = try await server.get("/v1/complaints/1")
        #expect(answer.headers[.eTag] == "\"1\"")
        let same = try await server.ask(.get, "/v1/complaints/1", [(.ifNoneMatch, "\"1\"")])
        #expect(same.status == 304)
        #expect(same.body.isEmpty)
    }

    @Test("a change made for an older version is refused with 412 and changes nothing")
    func stale() async throws {
        let server = try await server()
        let patch = #"{"status":"accepted"}"#
        let first = try await server.ask(.patch, "/v1/complaints/1", body: patch, [(.ifMatch, "\"1\"")])
        #expect(first.status == 200)
        #expect(first.headers[.eTag] == "\"2\"")
        #expect(first["status"] == .string("accepted"))
        let second = try await server.ask(
            .patch, "/v1/complaints/1", body: #"{"status":"closed"}"#, [(.ifMatch, "\"1\"")])
        #expect(second.status == 412)
        #expect(second["field"] == .string("If-Match"))
        let history = try await server.get("/v1/complaints/1/history")
        #expect(history.text.contains(#""field":"status","old":"received","new":"accepted""#))
        #expect(!history.text.contains("closed"))
    }

    @Test("search changes handling fields, admin all of them")
    func roles() async throws {
        let server = try await server()
        let (search, admin) = (try server.token(.search), try server.token(.admin))
        let text = #"{"text":"改过的内容"}"#
        let refused = try await server.ask(.patch, "/v1/complaints/1", token: search, body: text)
        #expect(refused.status == 403)
        #expect(refused["field"] == .string("text"))
        let tags = try await server.ask(.patch, "/v1/complaints/1", token: search, body: #"{"tags":["预付卡"]}"#)
        #expect(tags.status == 200)
        let changed = try await server.ask(.patch, "/v1/complaints/1", token: admin, body: text)
        #expect(changed["text"] == .string("改过的内容"))
        #expect(try await server.get("/v1/search?q=改过", token: search)["total"] == .integer(1))
        #expect(try await server.get("/v1/search?q=关门", token: search)["total"] == .integer(0))
    }

    @Test(
        "a change that can't be is refused by the name of its field",
        arguments: [
            (#"{"status":null}"#, "status"), (#"{"status":"x"}"#, "status"), (#"{"id":7}"#, "id"),
            (#"{"recovered_amount":"x"}"#, "recovered_amount"), (#"{"text":null}"#, "text"),
        ])
    func refused(patch: String, field: String) async throws {
        let server = try await server()
        let answer = try await server.ask(.patch, "/v1/complaints/1", body: patch)
        #expect(answer.status == 422)
        #expect(answer["field"] == .string(field))
    }

    @Test("numbers are masked for search and clear for enforcement")
    func masked() async throws {
        let server = try await server()
        let (search, enforcement) = (try server.token(.search), try server.token(.enforcement))
        let path = "/v1/complaints/1"
        #expect(try await server.get(path, token: search).text.contains("138****1234"))
        #expect(try await server.get(path, token: enforcement).text.contains("13800001234"))
        #expect(try await server.get("/v1/search?q=健身房", token: search).text.contains("138****1234"))
    }

    @Test("the feed tells of what was stored and changed, in order")
    func feed() async throws {
        let server = try await server()
        _ = try await server.ask(.patch, "/v1/complaints/1", body: #"{"status":"accepted"}"#)
        let all = try await server.get("/v1/changes")
        #expect(
            all.text.contains(#"{"seq":1,"id":1,"number":"A-1","version":1,"kind":"stored","verdict":"new","of":null}"#)
        )
        #expect(
            all.text.contains(
                #"{"seq":2,"id":1,"number":"A-1","version":2,"kind":"changed","verdict":"new","of":null}"#))
        let rest = try await server.get("/v1/changes?since=1")
        #expect(!rest.text.contains(#""seq":1,"#))
        #expect(rest["next"] == .integer(2))
    }

    @Test("an export of more rows than one read takes has each of them once, masked unless asked")
    func export() async throws {
        let server = try TestServer()
        let complaints = try (1...1203).map { number in
            try ComplaintDecoder().decode(Array(#"{"number":"E\#(number)","text":"电话13800001234，第\#(number)件"}"#.utf8))
        }
        _ = try server.service.intake(complaints, by: "test")
        let answer = try await server.get("/v1/export?q=")
        let lines = answer.text.split(separator: "\n")
        #expect(lines.count == 1203)
        #expect(Set(lines).count == 1203)
        #expect(!answer.text.contains("13800001234"))
        #expect(try await server.get("/v1/export?personal=true&q=第7件").text.contains("13800001234"))
        let csv = try await server.get("/v1/export?format=csv&q=第7件")
        #expect(csv.text.hasPrefix("\u{FEFF}id,number,"))
    }
}
