import BinganService
import ComplaintModel
import HTTPTypes
import Testing

@testable import BinganHTTP

@Suite struct SessionPageTests {
    @Test("who isn't logged in is led to the login page and from there to where they wanted to go")
    func login() async throws {
        let server = try TestServer()
        let token = try server.token(.search)
        let reader = PageReader(server)
        let first = try await reader.get("/?q=退款".encodedForURI)
        #expect(first.status == 303)
        let login = try #require(first.headers[.location])
        #expect(login.hasPrefix("/login?next=/%3Fq"))
        let page = try await reader.get(login)
        #expect(page.status == 200 && page.text.contains("name=\"next\" value=\"/?q=%E9%80%80%E6%AC%BE\""))
        let done = try await reader.post("/login", [("token", token), ("next", "/?q=%E9%80%80%E6%AC%BE")])
        #expect(done.status == 303 && done.headers[.location] == "/?q=%E9%80%80%E6%AC%BE")
        let cookie = try #require(done.headers[.setCookie])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    }

    @Test("a wrong token is refused without saying why")
    func wrong() async throws {
        let server = try TestServer()
        _ = try server.token(.search)
        let page = try await PageReader(server).post("/login", [("token", hostile), ("next", hostile)])
        #expect(page.status == 401 && page.text.contains("这个令牌无效"))
        #expect(page.headers[.setCookie] == nil && !isHostile(page.text))
    }

    @Test(
        "the login leads to this site alone",
        arguments: ["//evil.example", "https://evil.example", "/\\evil", "/ x", ""])
    func openRedirect(next: String) async throws {
        let server = try TestServer()
        let token = try server.token(.search)
        let done = try await PageReader(server).post("/login", [("token", token), ("next", next)])
        #expect(done.headers[.location] == "/")
    }

    @Test("logging out ends the session")
    func logout() async throws {
        let server = try TestServer()
        let reader = try await PageReader(server, as: .search)
        let csrf = try await reader.formToken("/")
        let forged = try await reader.post("/logout", [("csrf", "x")])
        #expect(forged.status == 403)
        let out = try await reader.post("/logout", [("csrf", csrf)])
        #expect(out.status == 303 && out.headers[.location] == "/login")
        let after = try await reader.get("/")
        #expect(after.status == 303)
    }

    @Test("a role sees the pages that it may open")
    func roles() async throws {
        let server = try TestServer()
        let page = try await PageReader(server, as: .intake).get("/complaints/1")
        #expect(page.status == 403 && page.text.contains("没有权限"))
    }

    @Test("a form whose session has ended goes with its writer through the login, and is sent again by a click")
    func endedSession() async throws {
        let server = try TestServer()
        let token = try server.token(.intake)
        var reader = PageReader(server)
        let form = [("csrf", "old"), ("complainant.phone", "13800001234"), ("text", "退款" + hostile)]
        let login = try await reader.post("/complaints/new", form, site: "same-origin")
        #expect(login.status == 401 && login.text.contains("name=\"f.text\" value=\"退款") && !isHostile(login.text))
        #expect(!login.text.contains("f.csrf"))
        let carried = form.dropFirst().map { ("f." + $0.0, $0.1) } + [("next", "/complaints/new")]
        let wrong = try await reader.post("/login", [("token", "x")] + carried, site: "same-origin")
        #expect(wrong.status == 401 && wrong.text.contains("name=\"f.text\""))
        let again = try await reader.post("/login", [("token", token)] + carried, site: "same-origin")
        #expect(again.status == 200 && again.text.contains("action=\"/complaints/new\"") && !isHostile(again.text))
        let csrf = String(try #require(again.text.firstMatch(of: /name="csrf" value="([^"]+)"/)).1)
        reader.cookie = try #require(again.headers[.setCookie]).split(separator: ";").first.map(String.init)
        let stored = try await reader.post(
            "/complaints/new", [("csrf", csrf)] + form.dropFirst(), site: "same-origin")
        #expect(stored.status == 303)
        #expect(try server.service.complaint(id: 1, .personal)?.complaint.complainant.phone == "13800001234")
    }

    @Test("a form of an earlier session is shown again with what it held; that of another site is not")
    func outdatedForm() async throws {
        let server = try TestServer()
        let reader = try await PageReader(server, as: .intake)
        let form = [("csrf", "old"), ("text", "退款")]
        let page = try await reader.post("/complaints/new", form, site: "same-origin")
        #expect(page.status == 200 && page.text.contains("name=\"text\" value=\"退款\""))
        #expect(try await reader.post("/complaints/new", form).status == 403)
        #expect(try await reader.post("/complaints/new", form, site: "cross-site").status == 403)
        let loggedOut = PageReader(server)
        #expect(try await loggedOut.post("/complaints/new", form, site: "cross-site").headers[.location] == "/login")
        #expect(try server.service.complaint(id: 1) == nil)
    }

    @Test("a piece of a page is never the login's page")
    func pieces() async throws {
        let server = try TestServer()
        _ = try server.token(.intake)
        let answer = try await server.ask(.get, "/suggest?q=x", [(.pagePiece, "1")])
        #expect(answer.status == 401 && answer.text.contains("登录已过期") && !answer.text.contains("<html"))
    }

    @Test("the first page of an intake clerk is the form")
    func home() async throws {
        let reader = try await PageReader(TestServer(), as: .intake)
        #expect(try await reader.get("/").headers[.location] == "/complaints/new")
    }
}
