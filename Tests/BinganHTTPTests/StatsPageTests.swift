import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct StatsPageTests {
    private func filled() throws -> TestServer {
        let server = try TestServer()
        // Two in January 2021, one in March, in two districts; the last was never answered.
        for (day, district, amount) in [(4, "洪山区", 100), (5, "武昌区", 200), (64, "洪山区", 2_800)] {
            let at = Timestamp(epochSeconds: 1_609_430_400 + Int64(day) * 86_400)
            try server.store(
                Complaint(
                    receivedAt: at, district: district, text: "退款\(day)", amount: Amount(cents: Int64(amount) * 100),
                    handling: Handling(contactedAt: day == 64 ? nil : at)))
        }
        return server
    }

    @Test("counts, sums and shares are shown for the chosen period, against the one before")
    func period() async throws {
        let page = try await PageReader(filled()).get("/stats?from=2021-01&to=2021-01&by=day")
        #expect(page.status == 200)
        #expect(page.text.contains("件数</span><b>2</b>") && page.text.contains("（元）</span><b>300</b>"))
        #expect(page.text.contains("较上期 +2"))
        #expect(page.text.contains("href=\"/?district=%E6%B4%AA%E5%B1%B1%E5%8C%BA&amp;from=2021-01&amp;to=2021-01\""))
        #expect(page.text.contains("href=\"/?from=2021-01-05&amp;to=2021-01-05\""))
    }

    @Test("each value is counted in three forms, side by side")
    func forms() async throws {
        let server = try TestServer()
        for text in ["健身卡不退款", "又来问健身卡怎么还不退", "水果腐烂"] {
            try server.store(
                Complaint(
                    complainant: Complainant(phone: text == "水果腐烂" ? "13800001235" : "13800001234"), district: "洪山区",
                    text: text))
        }
        let page = try await PageReader(server).get("/stats")
        #expect(page.text.contains("人数</span><b>2</b>") && page.text.contains("去重</span><b>"))
        #expect(page.text.contains("<td class=\"n\">3</td>") && page.text.contains("<td class=\"n\">2</td>"))
    }

    @Test("a chart has a bar for each time, and says in words what it shows")
    func chart() async throws {
        let page = try await PageReader(filled()).get("/stats")
        #expect(page.text.contains("aria-label=\"按月：从 2021-01 到 2021-03，最多 2021-01 2 件\""))
        // February has none.
        #expect(page.text.components(separatedBy: "<rect class=\"main\"").count - 1 == 2)
    }

    @Test("what is due is listed, the longest waiting first")
    func due() async throws {
        let page = try await PageReader(filled()).get("/due")
        #expect(page.status == 200)
        #expect(page.text.contains("<b class=\"num\">1</b> 件") && page.text.contains("href=\"/complaints/3\""))
    }

    @Test(
        "a period that can't be read is told beside its control",
        arguments: ["from=gestern", "from=2021-03&to=2021-01"])
    func fault(query: String) async throws {
        let page = try await PageReader(filled()).get("/stats?" + query)
        #expect(page.status == 400 && page.text.contains("aria-invalid=\"true\""))
    }

    @Test("a step that isn't known is refused")
    func step() async throws {
        let page = try await PageReader(filled()).get("/stats?by=hour")
        #expect(page.status == 400 && page.text.contains("“分组”的值不能用"))
    }

    @Test("a list of names with nothing between its commas is refused", arguments: [",,", "kind,", "kind,,month"])
    func emptyNames(_ list: String) async throws {
        let server = try TestServer()
        for path in ["/v1/stats?by=\(list)", "/v1/search?q=x&facets=\(list)"] {
            #expect(try await server.get(path).status == 400, "\(path)")
        }
        #expect(try await server.get("/v1/stats?by=kind,month").status == 200)
    }

    @Test("what fell to nothing counts in the change against the period before")
    func fallen() async throws {
        let server = try filled()
        let page = try await PageReader(server).get("/stats?from=2021-02&to=2021-02")
        #expect(page.text.contains("较上期 −2"))
        let stats = try await server.get("/v1/stats?from=2021-02-02&to=2021-03-01&by=district")
        #expect(stats.text.contains("\"value\":\"武昌区\",\"count\":0"))
    }

    @Test("the due list holds what its count counted, and goes on where a page ended")
    func dueFiltered() async throws {
        let server = try filled()
        for day in 0..<60 {
            let at = Timestamp(epochSeconds: 1_609_430_400 + Int64(day) * 86_400)
            try server.store(Complaint(receivedAt: at, district: "汉阳区", text: "未联系\(day)"))
        }
        let reader = PageReader(server)
        let stats = try await reader.get("/stats?district=汉阳区".encodedForURI)
        let link = String(try #require(stats.text.firstMatch(of: /href="(\/due[^"]*)"/)).1)
        let first = try await reader.get(link)
        #expect(first.text.contains("<b class=\"num\">60</b>") && first.text.contains("汉阳区"))
        let next = String(try #require(first.text.firstMatch(of: /rel="next" href="([^"]*)"/)).1)
            .replacing("&amp;", with: "&")
        // One of the first page is dealt with meanwhile: the second page still begins where the first ended.
        _ = try server.service.patch(
            id: 4, JSONObject([JSONObject.Member(name: "contacted_at", value: .string("2021-05-01"))]), ifVersion: nil,
            role: .admin, by: "x")
        let second = try await reader.get(next)
        #expect(second.text.matches(of: /href="\/complaints\/\d+"/).count == 10)
    }
}
