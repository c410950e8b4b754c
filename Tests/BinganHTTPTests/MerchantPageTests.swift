import BinganService
import ComplaintModel
import Testing

@testable import BinganHTTP

@Suite struct MerchantPageTests {
    private func filled() throws -> TestServer {
        let server = try TestServer()
        for name in ["武汉优健健身服务有限公司", "优健健身", "果园坊水果店", hostile] {
            try server.store(Complaint(merchant: MerchantPart(name: name), category: "预付卡", text: "退款" + name))
        }
        return server
    }

    @Test("merchants are found by a part of their name, and lead to their names and complaints")
    func list() async throws {
        let reader = PageReader(try filled())
        let page = try await reader.get("/merchants?q=果园坊".encodedForURI)
        #expect(page.status == 200 && page.text.contains("果园坊水果店"))
        let link = String(try #require(page.text.firstMatch(of: /href="(\/merchants\/\d+)">果园坊/)).1)
        let merchant = try await reader.get(link)
        #expect(merchant.status == 200 && merchant.text.contains("<h1>果园坊水果店</h1>"))
        #expect(merchant.text.contains("/?merchant=%E6%9E%9C"))
    }

    @Test("a hostile name stays text")
    func escaping() async throws {
        let reader = PageReader(try filled())
        for path in ["/merchants", "/merchants/4", PageLink(path: "/merchants", pairs: [("q", hostile)]).text] {
            let page = try await reader.get(path)
            #expect(!isHostile(page.text) && page.text.contains("&lt;script&gt;"), "\(path)")
        }
    }

    @Test("two merchants are joined, which leads from the one to the other, and parted again by undoing")
    func join() async throws {
        let server = try filled()
        let reader = try await PageReader(server, as: .enforcement)
        let csrf = try await reader.formToken("/merchants/3")
        let joined = try await reader.post("/merchants/3/join", [("csrf", csrf), ("other", "1"), ("reason", "同一老板")])
        #expect(joined.status == 303)
        let place = try #require(joined.headers[.location])
        let page = try await reader.get(place)
        #expect(page.text.contains("同一老板") && page.text.contains("果园坊水果店") && page.text.contains("拆分"))
        let redirects = [try await reader.get("/merchants/1").status, try await reader.get("/merchants/3").status]
        #expect(redirects.contains(303))
        let id = try #require(place.firstMatch(of: /\/merchants\/(\d+)/)).1
        let undone = try await reader.post("/merchants/\(id)/undo", [("csrf", csrf)])
        #expect(undone.status == 303)
        let after = [try await reader.get("/merchants/1").status, try await reader.get("/merchants/3").status]
        #expect(after == [200, 200])
    }

    @Test("joining needs another merchant's number")
    func refused() async throws {
        let reader = PageReader(try filled())
        let csrf = try await reader.formToken("/merchants/3")
        let empty = try await reader.post("/merchants/3/join", [("csrf", csrf), ("other", "abc")])
        #expect(empty.status == 400 && empty.text.contains("请填写“另一个”"))
        let none = try await reader.post("/merchants/3/join", [("csrf", csrf), ("other", "9999")])
        #expect(none.status == 404 && none.text.contains("没有这家商家"))
    }

    @Test("merchants are for enforcement")
    func roles() async throws {
        let page = try await PageReader(filled(), as: .search).get("/merchants")
        #expect(page.status == 403)
    }

    @Test("a list goes on page by page")
    func nextPage() async throws {
        let reader = PageReader(try filled())
        let first = try await reader.get("/merchants?limit=2")
        #expect(first.text.contains("rel=\"next\" href=\"/merchants?limit=2&amp;after=2\""))
        let second = try await reader.get("/merchants?limit=2&after=2")
        #expect(second.text.contains("回到第一页") && !second.text.contains("rel=\"next\""))
        let names = [first, second].map { page in
            page.text.matches(of: /<th scope="row"><a href="(\/merchants\/\d+)"/).map { String($0.1) }
        }
        #expect(names[0].count == 2 && Set(names[0]).isDisjoint(with: names[1]))
    }

    @Test("a join that can't be keeps what was typed")
    func keptInput() async throws {
        let reader = try await PageReader(filled(), as: .enforcement)
        let csrf = try await reader.formToken("/merchants/3")
        let page = try await reader.post("/merchants/3/join", [("csrf", csrf), ("other", "999"), ("reason", "同址")])
        #expect(page.status == 404 && page.text.contains("没有这家商家"))
        #expect(page.text.contains("value=\"999\"") && page.text.contains("value=\"同址\""))
    }

    @Test("a few days of complaints are told day by day")
    func days() async throws {
        let server = try TestServer()
        for day in [0, 0, 3] {
            let at = Timestamp(epochSeconds: 1_609_430_400 + Int64(day) * 86_400)
            try server.store(Complaint(receivedAt: at, merchant: MerchantPart(name: "果园坊水果店"), text: "退款\(day)"))
        }
        let page = try await PageReader(server).get("/merchants/1")
        #expect(page.text.contains("每日来件：从 2021-01-01 到 2021-01-04，最多 2021-01-01 2 件"))
    }
}
