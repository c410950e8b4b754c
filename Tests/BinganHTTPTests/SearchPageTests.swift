import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct SearchPageTests {
    private func filled() throws -> TestServer {
        let server = try TestServer()
        let rows = [
            ("优健健身", "洪山区", Channel.web, "办卡后店铺关门，要求退款"), ("优健健身", "洪山区", .app, "教练离职，退款被拒"),
            ("果园坊", "武昌区", .web, "水果腐烂，要求退款"), ("果园坊", "江汉区", .web, "缺斤少两"),
        ]
        for (day, row) in rows.enumerated() {
            let (merchant, district, channel, text) = row
            try server.store(
                Complaint(
                    channel: channel, receivedAt: Timestamp(epochSeconds: 1_610_000_000 + Int64(day) * 86_400),
                    complainant: Complainant(name: "王某", phone: "13800001234"),
                    merchant: MerchantPart(name: merchant), district: district, text: text))
        }
        return server
    }

    @Test("hits are marked, counted and linked with the query")
    func hits() async throws {
        let page = try await PageReader(filled()).get("/?q=退款".encodedForURI)
        #expect(page.status == 200)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.text.contains("<b class=\"num\">3</b> 件"))
        #expect(page.text.contains("要求<mark>退款</mark>"))
        #expect(page.text.contains("href=\"/complaints/1?q=%E9%80%80%E6%AC%BE\""))
    }

    @Test("a facet that is filtered by keeps its other values, counted without the filter")
    func siblings() async throws {
        let page = try await PageReader(filled()).get("/?q=退款&district=洪山区".encodedForURI)
        #expect(page.text.contains("<b class=\"num\">2</b> 件"))
        let current = "<a href=\"/?q=%E9%80%80%E6%AC%BE\" aria-current=\"true\">洪山区<span class=\"num\">2</span></a>"
        #expect(page.text.contains(current))
        #expect(page.text.contains(">武昌区<span class=\"num\">1</span></a>"))
        // Other facets count within the filter.
        #expect(page.text.contains(">网站<span class=\"num\">1</span></a>"))
        #expect(!page.text.contains(">江汉区<span"))
    }

    @Test("the address holds the whole state: query, conditions, order and place")
    func state() async throws {
        let server = try filled()
        let page = try await PageReader(server).get("/?q=退款&channel=web&sort=oldest&limit=1".encodedForURI)
        #expect(page.text.contains("name=\"q\" type=\"search\" value=\"退款\""))
        #expect(page.text.contains("<option value=\"web\" selected>"))
        #expect(page.text.contains("sort=oldest&amp;limit=1\" aria-current=\"true\">最早"))
        let next = String(try #require(page.text.firstMatch(of: /href="([^"]*)">下一页/)).1).replacing("&amp;", with: "&")
        #expect(next.contains("channel=web") && next.contains("sort=oldest") && next.contains("limit=1"))
        let second = try await PageReader(server).get(next)
        #expect(second.status == 200)
        #expect(second.text.contains("/complaints/3") && !second.text.contains("/complaints/1?"))
        #expect(second.text.contains("回到第一页"))
    }

    @Test("a value that can't be read is told beside its control, and nothing typed is lost")
    func fault() async throws {
        let page = try await PageReader(filled()).get("/?q=退款&from=昨天".encodedForURI)
        #expect(page.status == 400)
        #expect(page.text.contains("value=\"昨天\"") && page.text.contains("value=\"退款\""))
        #expect(page.text.contains("id=\"f-from-e\">“收到起”读不出时间"))
    }

    @Test("an unknown parameter is refused on a page in Chinese")
    func unknown() async throws {
        let page = try await PageReader(filled()).get("/?colour=red")
        #expect(page.status == 400)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.text.contains("地址里的参数“colour”不认识"))
    }

    @Test("hostile text stays text, wherever it comes from")
    func escaping() async throws {
        let server = try TestServer()
        try server.store(
            Complaint(
                number: "N\"<b>", merchant: MerchantPart(name: hostile), category: "<i>", district: hostile,
                text: hostile + "退款"))
        try server.store(Complaint(district: "洪山区", text: "退款"))
        let reader = PageReader(server)
        let queries: [[(String, String)]] = [
            [("q", "退款")], [("q", hostile)], [("q", "退款"), ("district", hostile)], [("from", hostile)],
            [(hostile, "1")],
        ]
        for pairs in queries {
            let page = try await reader.get(PageLink(path: "/", pairs: pairs).text)
            #expect(!isHostile(page.text), "\(pairs)")
            #expect(page.text.contains("&lt;script&gt;"), "\(pairs)")
        }
    }

    @Test("exporting is offered to those who may")
    func exports() async throws {
        let server = try filled()
        let search = try await PageReader(server, as: .search).get("/?q=退款".encodedForURI)
        #expect(search.status == 200 && !search.text.contains("/v1/export"))
        let enforcement = try await PageReader(server, as: .enforcement).get("/?q=退款&channel=web".encodedForURI)
        #expect(enforcement.text.contains("/v1/export?q=%E9%80%80%E6%AC%BE&amp;channel=web&amp;format=csv"))
    }
}

extension String {
    /// An address as a browser sends it: all that is no part of its form percent-encoded.
    var encodedForURI: String {
        guard let mark = firstIndex(of: "?") else { return self }
        let pairs = self[index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map { pair in
            pair.split(separator: "=", maxSplits: 1).map { PageLink.encoded(String($0)) }.joined(separator: "=")
        }
        return self[...mark] + pairs.joined(separator: "&")
    }
}
