import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct ReviewPageTests {
    private func filled() throws -> TestServer {
        let server = try TestServer()
        for phone in ["13800001234", "13800001234", "13900005678"] {
            try server.store(
                Complaint(
                    complainant: Complainant(name: "王小明", phone: phone), merchant: MerchantPart(name: "优健健身光谷店"),
                    text: "2020年11月在优健健身光谷店办卡，店铺突然关门，余额2800元不退，老板联系不上。" + hostile))
        }
        return server
    }

    @Test("both texts stand side by side with the shared passages marked, and reasons that add up")
    func beside() async throws {
        let reader = try await PageReader(filled(), as: .search)
        let page = try await reader.get("/complaints/2")
        #expect(page.status == 200 && !isHostile(page.text))
        #expect(page.text.components(separatedBy: "<div class=\"pair\">").count >= 2)
        #expect(page.text.contains("<mark>"))
        #expect(page.text.contains("data-key=\"1\"") && page.text.contains("class=\"evidence"))
        #expect(!page.text.contains("13800001234"))
    }

    @Test("a decision binds, is told, and can be undone")
    func decide() async throws {
        let server = try filled()
        let reader = try await PageReader(server, as: .search)
        let csrf = try await reader.formToken("/complaints/2")
        let done = try await reader.post(
            "/complaints/2/review", [("csrf", csrf), ("other", "1"), ("as", "different"), ("reason", "两张卡")])
        #expect(done.status == 303 && done.headers[.location] == "/complaints/2?done=decided")
        #expect(try server.service.decisions(of: 2).first?.reason == "两张卡")
        let page = try await reader.get("/complaints/2?done=decided")
        #expect(page.text.contains("人工认定") && page.text.contains("value=\"undo\""))
        _ = try await reader.post("/complaints/2/review", [("csrf", csrf), ("other", "1"), ("as", "undo")])
        #expect(try server.service.decisions(of: 2).first?.endedBy == "search")
    }

    @Test("the queue goes from pair to pair, and what was decided can be taken back")
    func queue() async throws {
        let server = try filled()
        let reader = try await PageReader(server, as: .search)
        let page = try await reader.get("/review")
        #expect(page.status == 200 && !isHostile(page.text))
        let csrf = try await reader.formToken("/complaints/2")
        let done = try await reader.post(
            "/review", [("csrf", csrf), ("this", "3"), ("other", "1"), ("as", "copy")])
        #expect(done.headers[.location] == "/review?done=decided&this=3&other=1")
        let next = try await reader.get("/review?done=decided&this=3&other=1")
        #expect(next.text.contains("撤销 #3 与 #1 的认定"))
        let undone = try await reader.post("/review", [("csrf", csrf), ("this", "3"), ("other", "1"), ("as", "undo")])
        #expect(undone.headers[.location] == "/review?done=undone")
    }

    @Test("a decision of no known kind, or on nothing, is refused")
    func refused() async throws {
        let reader = try await PageReader(filled(), as: .search)
        let csrf = try await reader.formToken("/complaints/2")
        for (fields, status) in [
            ([("other", "1"), ("as", "maybe")], 400), ([("as", "copy")], 400),
            ([("other", "99"), ("as", "copy")], 404),
        ] {
            let page = try await reader.post("/complaints/2/review", [("csrf", csrf)] + fields)
            #expect(page.status == status, "\(fields)")
        }
    }

    @Test("what was skipped stays skipped after a decision")
    func skipped() async throws {
        let reader = try await PageReader(filled(), as: .search)
        let csrf = try await reader.formToken("/complaints/2")
        let page = try await reader.get("/review?skip=1")
        #expect(page.text.contains("action=\"/review?skip=1\"") || page.text.contains("没有需要复核的了"))
        let done = try await reader.post(
            "/review?skip=1", [("csrf", csrf), ("this", "2"), ("other", "1"), ("as", "duplicate")])
        #expect(done.headers[.location] == "/review?done=decided&skip=1&this=2&other=1")
    }
}
