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
}
