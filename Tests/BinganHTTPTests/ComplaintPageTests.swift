import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct ComplaintPageTests {
    private let complaint = Complaint(
        number: "WH-1", complainant: Complainant(name: "王小明", phone: "13800001234", idNumber: "420106199001011234"),
        merchant: MerchantPart(name: "优健健身", address: hostile), category: "预付卡", text: "电话13912345678，" + hostile,
        demand: hostile, orderNumber: "A1", tags: ["群体"], handling: Handling(assignedTo: hostile),
        extra: ["source": .string(hostile)])

    @Test("a complaint's page shows every field, all of it escaped")
    func fields() async throws {
        let server = try TestServer()
        let id = try server.store(complaint)
        let page = try await PageReader(server).get("/complaints/\(id)")
        #expect(page.status == 200)
        for text in ["WH-1", "王小明", "13800001234", "优健健身", "预付卡", "群体", "source", "已收到"] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(!isHostile(page.text))
    }

    @Test("personal data is masked for those who may not see it, and shown to enforcement")
    func masks() async throws {
        let server = try TestServer()
        let id = try server.store(complaint)
        let search = try await PageReader(server, as: .search).get("/complaints/\(id)")
        for text in ["13800001234", "420106199001011234", "13912345678", "王小明"] {
            #expect(!search.text.contains(text), "\(text)")
        }
        #expect(search.text.contains("138****1234") && search.text.contains("139****5678"))
        let enforcement = try await PageReader(server, as: .enforcement).get("/complaints/\(id)")
        #expect(enforcement.text.contains("13800001234") && enforcement.text.contains("13912345678"))
    }

    @Test("handling fields are changed by the form, and the change stands in the history")
    func change() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(text: "退款"))
        let reader = try await PageReader(server, as: .search)
        let csrf = try await reader.formToken("/complaints/\(id)")
        let answer = try await reader.post(
            "/complaints/\(id)",
            [
                ("csrf", csrf), ("version", "1"), ("status", "accepted"), ("due_at", "2021-03-10T18:00"),
                ("tags", "急，群体"),
            ])
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "/complaints/\(id)?done=saved")
        let stored = try #require(try server.service.complaint(id: id)).complaint
        #expect(stored.handling.status == .accepted && stored.tags == ["急", "群体"])
        #expect(stored.handling.dueAt?.text == "2021-03-10T18:00:00+08:00")
        let page = try await reader.get("/complaints/\(id)?done=saved")
        #expect(page.text.contains("已保存。") && page.text.contains("<s class=\"muted\">已收到</s> → 已受理"))
    }

    @Test("a form that was overtaken changes nothing and keeps what was typed")
    func stale() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(text: "退款"))
        let reader = PageReader(server)
        let csrf = try await reader.formToken("/complaints/\(id)")
        _ = try server.service.store.set(id: id, [.status(.accepted)], by: "another")
        let answer = try await reader.post(
            "/complaints/\(id)", [("csrf", csrf), ("version", "1"), ("status", "closed"), ("outcome", "已退款<b>")])
        #expect(answer.status == 412)
        #expect(answer.text.contains("已被别人改动") && answer.text.contains("已退款&lt;b&gt;"))
        #expect(try server.service.complaint(id: id)?.complaint.handling.status == .accepted)
    }

    @Test("a value that can't be taken is told beside its control")
    func refused() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(text: "退款"))
        let reader = PageReader(server)
        let csrf = try await reader.formToken("/complaints/\(id)")
        let answer = try await reader.post(
            "/complaints/\(id)", [("csrf", csrf), ("version", "1"), ("recovered_amount", "很多")])
        #expect(answer.status == 422)
        #expect(answer.text.contains("id=\"f-recovered_amount-e\">“挽回金额”应是数字") && answer.text.contains("value=\"很多\""))
    }

    @Test("a form without its session's token does nothing")
    func forged() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(text: "退款"))
        let reader = try await PageReader(server, as: .search)
        for csrf in [[], [("csrf", "x")]] {
            let answer = try await reader.post("/complaints/\(id)", csrf + [("version", "1"), ("status", "closed")])
            #expect(answer.status == 403)
        }
        #expect(try server.service.complaint(id: id)?.version == 1)
    }

    @Test("why a complaint is in an answer is told where the reader comes from a search")
    func explanation() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(text: "办卡后要求退款"))
        let page = try await PageReader(server).get("/complaints/\(id)?q=退款 飞机".encodedForURI)
        #expect(page.text.contains("“退款”：符合") && page.text.contains("“飞机”：<b>不符合</b>"))
        #expect(page.text.contains("href=\"/?q=%E9%80%80%E6%AC%BE%20%E9%A3%9E%E6%9C%BA\">回到检索结果"))
    }

    @Test("a complaint that isn't there is told on a page")
    func missing() async throws {
        let page = try await PageReader(TestServer()).get("/complaints/7")
        #expect(page.status == 404 && page.text.contains("没有这件投诉"))
    }

    @Test("a second save after a conflict keeps the other's change, and shows where both changed one field")
    func conflict() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(text: "退款"))
        let reader = try await PageReader(server, as: .search)
        let csrf = try await reader.formToken("/complaints/\(id)")
        let theirs = JSONObject([
            JSONObject.Member(name: "outcome", value: .string("已退款")),
            JSONObject.Member(name: "assigned_to", value: .string("李四")),
        ])
        _ = try server.service.patch(id: id, theirs, ifVersion: nil, role: .admin, by: "other")
        // Typed over: the status and who has it. Not touched: the outcome.
        let form = [
            ("csrf", csrf), ("version", "1"), ("status", "accepted"), ("was.status", "received"),
            ("assigned_to", "张三"), ("was.assigned_to", ""), ("outcome", ""), ("was.outcome", ""),
        ]
        let refused = try await reader.post("/complaints/\(id)", form)
        #expect(refused.status == 412)
        #expect(refused.text.contains("已被别人改为“李四”") && refused.text.contains("value=\"张三\""))
        #expect(refused.text.contains("已退款</textarea>") && refused.text.contains("name=\"was.outcome\" value=\"已退款\""))
        let second = [
            ("csrf", csrf), ("version", "2"), ("status", "accepted"), ("was.status", "received"),
            ("assigned_to", "张三"), ("was.assigned_to", "李四"), ("outcome", "已退款"), ("was.outcome", "已退款"),
        ]
        #expect(try await reader.post("/complaints/\(id)", second).status == 303)
        let handling = try #require(try server.service.complaint(id: id)).complaint.handling
        #expect(handling.status == .accepted && handling.assignedTo == "张三" && handling.outcome == "已退款")
    }

    @Test("the way back keeps the search's conditions, order and page, through a form too")
    func wayBack() async throws {
        let server = try TestServer()
        let id = try server.store(Complaint(district: "洪山区", text: "退款"))
        let reader = try await PageReader(server, as: .search)
        let list = try await reader.get("/?q=退款&district=洪山区&sort=newest".encodedForURI)
        let link = String(try #require(list.text.firstMatch(of: /href="(\/complaints\/\d+[^"]*)"/)).1)
            .replacing("&amp;", with: "&")
        let page = try await reader.get(link)
        let back = "/?q=%E9%80%80%E6%AC%BE&amp;sort=newest&amp;district=%E6%B4%AA%E5%B1%B1%E5%8C%BA"
        let href = String(try #require(page.text.firstMatch(of: /href="([^"]*)">回到检索结果/)).1)
        #expect(Set(href.split(separator: "&amp;")) == Set(back.split(separator: "&amp;")))
        let action = String(try #require(page.text.firstMatch(of: /action="([^"]*)" id="handling"/)).1)
            .replacing("&amp;", with: "&")
        let csrf = try await reader.formToken("/complaints/\(id)")
        let saved = try await reader.post(
            action, [("csrf", csrf), ("version", "1"), ("status", "accepted"), ("was.status", "received")])
        let next = try #require(saved.headers[.location])
        #expect(next.hasPrefix("/complaints/\(id)?q=") && next.contains("back=") && next.hasSuffix("done=saved"))
        #expect(try await reader.get(next).text.contains("district=%E6%B4%AA"))
    }

    @Test("Enter in a text field decides nothing: the first button of such a form is off")
    func enter() async throws {
        let server = try TestServer()
        for _ in 0..<2 { try server.store(Complaint(complainant: Complainant(phone: "13800001234"), text: "健身卡退款不成")) }
        let page = try await PageReader(server, as: .search).get("/complaints/2").text
        let forms = page.matches(of: /<form class="decide" [^>]*>(.*?)<\/form>/.dotMatchesNewlines())
        #expect(!forms.isEmpty)
        for form in forms where form.1.contains("name=\"reason\"") {
            let first = try #require(form.1.firstMatch(of: /<button[^>]*>/)).0
            #expect(first.contains("disabled"))
        }
    }
}
