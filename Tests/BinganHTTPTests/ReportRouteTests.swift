import ComplaintModel
import HTTPTypes
import Testing

@testable import BinganHTTP

@Suite struct ReportRouteTests {
    /// Four people against one gym, whose text holds what a page or a table could take for its own.
    private func filled() throws -> TestServer {
        let server = try TestServer()
        for person in 0..<4 {
            try server.store(
                Complaint(
                    receivedAt: Timestamp(epochSeconds: 1_614_600_000 + Int64(person) * 86_400),
                    complainant: Complainant(name: "王\(person)", phone: "1380000123\(person)"),
                    merchant: MerchantPart(name: "优健健身"), category: "预付卡/健身", district: "洪山区",
                    text: "健身房突然关门，会员卡余额\(person)千元不退，打13912345678联系不上" + hostile))
        }
        return server
    }

    @Test("a report is one page that loads nothing and shows no phone, the same bytes each time")
    func page() async throws {
        let server = try filled()
        let token = try server.token(.enforcement)
        let first = try await server.get("/v1/report?from=2021-03", token: token)
        #expect(first.status == 200 && first.headers[.contentType] == "text/html; charset=utf-8")
        #expect(first.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(first.text.contains("优健健身") && !isHostile(first.text) && !first.text.contains("13912345678"))
        #expect(try await server.get("/v1/report?from=2021-03", token: token).body == first.body)
    }

    @Test("a report comes as JSON and as CSV, with the same counts")
    func formats() async throws {
        let server = try filled()
        let json = try await server.get("/v1/report?format=json")
        guard case .object(let count)? = json["count"] else { throw Missing() }
        #expect(count["complaints"] == .integer(4) && count["people"] == .integer(4))
        let csv = try await server.get("/v1/report?format=csv")
        #expect(csv.headers[.contentType] == "text/csv; charset=utf-8" && csv.text.contains("优健健身"))
    }

    private struct Missing: Error {}

    @Test(
        "what can't be reported on is refused by the name of its parameter",
        arguments: [
            ("format=pdf", 400, "format"), ("cluster=x", 400, "cluster"), ("cluster=99", 404, "cluster"),
            ("merchant=无此商家", 404, "merchant"), ("from=x", 400, "from"),
        ])
    func refused(query: String, status: Int, field: String) async throws {
        let answer = try await filled().get("/v1/report?" + query)
        #expect(answer.status == status)
        #expect(answer["field"] == .string(field))
    }

    @Test(
        "what is typed is completed to merchants, by initials too, and to categories",
        arguments: ["优健", "yj", "youjian"])
    func suggest(prefix: String) async throws {
        let server = try filled()
        let token = try server.token(.intake)
        let answer = try await server.get("/v1/suggest?q=" + prefix, token: token)
        guard case .array(let merchants)? = answer["merchants"], case .object(let first)? = merchants.first else {
            throw Missing()
        }
        #expect(first["name"] == .string("优健健身") && first["complaints"] == .integer(4))
        #expect(try await server.get("/v1/suggest?q=健身", token: token)["categories"] == .array([.string("预付卡/健身")]))
        #expect(try await server.get("/v1/suggest?limit=0", token: token).status == 400)
    }
}
