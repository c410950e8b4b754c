import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct IntakePageTests {
    private let first = Complaint(
        complainant: Complainant(name: "王小明", phone: "13800001234"), merchant: MerchantPart(name: "优健健身光谷店"),
        text: "2020年11月在优健健身光谷店办卡，店铺突然关门，余额2800元不退，老板联系不上。", amount: Amount(cents: 280_000),
        handling: Handling(status: .mediating, assignedTo: "洪山区市场监管局"))

    private func form(_ csrf: String, _ others: [(String, String)]) -> [(String, String)] {
        [
            ("csrf", csrf), ("kind", "complaint"), ("channel", "12315"), ("received_at", "2021-03-05T10:00"),
            ("complainant.phone", "13800001234"), ("merchant.name", "优健健身光谷店"),
        ] + others
    }

    @Test("the phone alone finds what the caller has sent before")
    func phone() async throws {
        let server = try TestServer()
        try server.store(first)
        let reader = try await PageReader(server, as: .intake)
        let csrf = try await reader.formToken("/complaints/new")
        let found = try await reader.post("/complaints/check", [("csrf", csrf), ("complainant.phone", "13800001234")])
        #expect(found.status == 200 && found.text.contains("#1") && found.text.contains("调解中"))
        // A piece of a page, not a page; and phones stay masked.
        #expect(!found.text.contains("<html") && !found.text.contains("13800001234"))
        // Who may only take in can't open it.
        #expect(!found.text.contains("href=\"/complaints/1\""))
        let nothing = try await reader.post("/complaints/check", [("csrf", csrf), ("channel", "12315")])
        #expect(nothing.text.contains("这里就会列出相近的来件"))
    }

    @Test("a half-typed field doesn't stop the check")
    func halfTyped() async throws {
        let server = try TestServer()
        try server.store(first)
        let reader = PageReader(server)
        let csrf = try await reader.formToken("/complaints/new")
        let found = try await reader.post(
            "/complaints/check", form(csrf, [("amount", "2.8."), ("occurred_on", "2021-")]))
        #expect(found.status == 200 && found.text.contains("#1"))
    }

    @Test("without a script the check is a button, and what was typed stays")
    func button() async throws {
        let server = try TestServer()
        try server.store(first)
        let reader = PageReader(server)
        let csrf = try await reader.formToken("/complaints/new")
        let page = try await reader.post("/complaints/new", form(csrf, [("text", hostile), ("action", "check")]))
        #expect(page.status == 200 && page.text.contains("value=\"优健健身光谷店\"") && !isHostile(page.text))
        #expect(page.text.contains("登记并并入 #1"))
        #expect(try server.service.complaint(id: 2) == nil)
    }

    @Test("a complaint is stored with every field of the form")
    func store() async throws {
        let server = try TestServer()
        let reader = try await PageReader(server, as: .intake)
        let csrf = try await reader.formToken("/complaints/new")
        let answer = try await reader.post(
            "/complaints/new",
            form(
                csrf,
                [
                    ("text", "余额不退\r\n请处理"), ("demand", "退款"), ("amount", "2800.50"), ("evidence", "a.jpg，b.jpg"),
                    ("occurred_on", "2020-12-30"), ("action", "store"),
                ]))
        #expect(answer.status == 303 && answer.headers[.location] == "/complaints/new?id=1")
        let stored = try #require(try server.service.complaint(id: 1, .personal)).complaint
        #expect(
            stored.text == "余额不退\n请处理" && stored.amount?.text == "2800.50" && stored.evidence == ["a.jpg", "b.jpg"])
        #expect(stored.receivedAt?.text == "2021-03-05T10:00:00+08:00" && stored.channel == .hotline12315)
        let page = try await reader.get("/complaints/new?id=1")
        #expect(page.text.contains("已登记为 #1"))
    }

    @Test("a form that is sent twice is stored once")
    func twice() async throws {
        let server = try TestServer()
        let reader = PageReader(server)
        let page = try await reader.get("/complaints/new")
        let once = String(try #require(page.text.firstMatch(of: /name="once" value="([^"]+)"/)).1)
        let csrf = try await reader.formToken("/complaints/new")
        let fields = form(csrf, [("once", once), ("text", "余额不退")])
        for _ in 1...2 {
            let answer = try await reader.post("/complaints/new", fields)
            #expect(answer.status == 303 && answer.headers[.location]?.hasPrefix("/complaints/new?id=1") == true)
        }
        #expect(try server.service.complaint(id: 2) == nil)
        let other = try await reader.post("/complaints/new", form(csrf, [("once", once), ("text", "另一件")]))
        #expect(other.status == 422 && other.text.contains("这张表已经登记过一件"))
    }

    @Test("what is wrong is told beside its control, and nothing typed is lost")
    func fault() async throws {
        let server = try TestServer()
        let reader = PageReader(server)
        let csrf = try await reader.formToken("/complaints/new")
        let page = try await reader.post("/complaints/new", form(csrf, [("amount", "-5"), ("text", "余额不退")]))
        #expect(page.status == 422 && page.text.contains("id=\"f-amount-e\">“涉及金额”不能小于零"))
        #expect(page.text.contains(">\n余额不退</textarea>"))
        let empty = try await reader.post("/complaints/new", form(csrf, []))
        #expect(empty.status == 422 && empty.text.contains("请填写“投诉内容”"))
        #expect(try server.service.complaint(id: 1) == nil)
    }

    @Test("one key joins a repeat to its original: it stays, shows the original's state and counts as another contact")
    func join() async throws {
        let server = try TestServer()
        try server.store(first)
        let reader = PageReader(server)
        let csrf = try await reader.formToken("/complaints/new")
        let answer = try await reader.post(
            "/complaints/new", form(csrf, [("text", "还是那张卡，请问处理得怎么样了"), ("action", "join:1")]))
        #expect(answer.headers[.location] == "/complaints/new?id=2&joined=1")
        let page = try await reader.get("/complaints/2")
        #expect(page.text.contains("的重复来件，为同一纠纷的再次联系（已知 2 件）"))
        #expect(page.text.contains("原件状态：调解中，承办：洪山区市场监管局"))
        let original = try await reader.get("/complaints/1")
        #expect(original.text.contains("同一纠纷另有 1 件重复来件"))
        let undone = try await reader.post("/complaints/2/review", [("csrf", csrf), ("other", "1"), ("as", "undo")])
        #expect(undone.headers[.location] == "/complaints/2?done=undone")
        let after = try await reader.get("/complaints/2")
        #expect(!after.text.contains("（人工认定）"))
    }

    @Test("the form is for those who take in")
    func roles() async throws {
        let page = try await PageReader(TestServer(), as: .search).get("/complaints/new")
        #expect(page.status == 403)
    }
}
