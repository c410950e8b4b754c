import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct ClusterPageTests {
    /// A gym that closes: six people within a week, and an older complaint elsewhere.
    private func filled() throws -> TestServer {
        let server = try TestServer()
        for person in 0..<6 {
            try server.store(
                Complaint(
                    receivedAt: Timestamp(epochSeconds: 1_614_600_000 + Int64(person) * 86_400),
                    complainant: Complainant(name: "王\(person)", phone: "1380000123\(person)"),
                    merchant: MerchantPart(name: "优健健身" + (person == 9 ? hostile : "")), category: "预付卡/健身",
                    district: "洪山区", text: "健身房突然关门，会员卡余额\(person)千元不退，打13912345678联系不上老板" + hostile))
        }
        try server.store(Complaint(merchant: MerchantPart(name: "果园坊"), text: "水果腐烂"))
        return server
    }

    @Test("clusters are listed with the three forms of their count, and lead to their members")
    func list() async throws {
        let reader = try await PageReader(filled(), as: .enforcement)
        let page = try await reader.get("/clusters?min-size=2&sort=size")
        #expect(page.status == 200 && page.text.contains("优健健身") && !isHostile(page.text))
        #expect(page.text.contains("<b class=\"num\">6</b> 件") && page.text.contains("6 人"))
        let link = String(try #require(page.text.firstMatch(of: /href="(\/clusters\/\d+)"/)).1)
        let cluster = try await reader.get(link)
        #expect(cluster.status == 200 && !isHostile(cluster.text))
        #expect(cluster.text.contains("href=\"/complaints/6\"") && cluster.text.contains("每日来件"))
        #expect(cluster.text.contains("最有代表性"))
    }

    @Test("clusters and alerts are for enforcement", arguments: ["/clusters", "/clusters/1", "/alerts"])
    func roles(path: String) async throws {
        let page = try await PageReader(filled(), as: .search).get(path)
        #expect(page.status == 403 && page.text.contains("没有权限"))
    }

    @Test("a parameter that can't be read is told on the page", arguments: ["min-size=many", "sort=colour", "from=x"])
    func fault(query: String) async throws {
        let page = try await PageReader(filled()).get("/clusters?" + query)
        #expect(page.status == 400 && page.text.contains("role=\"alert\""))
    }

    @Test("a cluster that isn't there is told on a page")
    func missing() async throws {
        let page = try await PageReader(filled()).get("/clusters/999")
        #expect(page.status == 404 && page.text.contains("没有这个聚集"))
    }

    @Test("the alerts' page answers, and what it can't do it tells")
    func alerts() async throws {
        let reader = try await PageReader(filled(), as: .enforcement)
        let page = try await reader.get("/alerts?all=true")
        #expect(page.status == 200 && page.text.contains("多于往常") && !isHostile(page.text))
        let csrf = try await reader.formToken("/alerts")
        let none = try await reader.post("/alerts/m999", [("csrf", csrf), ("action", "acknowledge")])
        #expect(none.status == 404)
        let empty = try await reader.post("/alerts/m1", [("csrf", csrf), ("action", "assign")])
        #expect(empty.status == 400 && empty.text.contains("请填写“分派给”"))
    }

    @Test("what is done about an alert of another day keeps the list of that day, and a fault keeps what was typed")
    func alertsAsOf() async throws {
        let reader = try await PageReader(filled(), as: .enforcement)
        let csrf = try await reader.formToken("/alerts")
        let fault = try await reader.get("/alerts?as-of=abc")
        #expect(fault.status == 400 && fault.text.contains("value=\"abc\"") && fault.text.contains("截至"))
        let refused = try await reader.post(
            "/alerts/m1?as-of=2021-03-01", [("csrf", csrf), ("action", "mute"), ("reason", "节日")])
        #expect(refused.status == 400 && refused.text.contains("value=\"2021-03-01\""))
    }
}
