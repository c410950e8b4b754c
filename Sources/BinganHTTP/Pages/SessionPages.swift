import BinganService
import HTTPTypes
import Hummingbird

/// Logging in with a token, and out.
struct SessionPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/login") { try ask($0) },
            Endpoint(.post, "/login") { try await logIn($0) },
            Endpoint(.post, "/logout") { try await logOut($0) },
        ]
    }

    private static let largestForm = 16 << 10

    private func ask(_ call: Call) throws -> Response {
        let next = try call.parameters("next")["next"]
        // Who is logged in, or need not be, has nothing to do here.
        if call.context.identity != nil { return PageDesk.redirect(to: Self.safe(next)) }
        return page(LoginView(next: next ?? "/", fault: nil), .ok)
    }

    private func logIn(_ call: Call) async throws -> Response {
        let body = try await call.request.body.collect(upTo: Self.largestForm)
        let pairs = try QueryString.pairs(String(buffer: body))
        let value = { (name: String) in pairs.first { $0.name == name }?.value ?? "" }
        // A page of another site must not log anybody in under a token of its own.
        if let site = call.request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw Problem.otherSite
        }
        let isSecure = call.request.headers[.xForwardedProto]?.lowercased() == "https"
        guard let opened = try await desk.backend.gate.open(value("token"), isSecure: isSecure) else {
            return page(LoginView(next: value("next"), fault: "这个令牌无效或已停用，请核对后重新填写。"), .unauthorized)
        }
        desk.backend.audit.note(.login, by: opened.identity, call.context)
        var response = PageDesk.redirect(to: Self.safe(value("next")))
        response.headers[.setCookie] = opened.cookie
        return response
    }

    private func logOut(_ call: Call) async throws -> Response {
        if let identity = call.context.identity {
            _ = try await FormBody(call.request, call.context)
            desk.backend.audit.note(.logout, by: identity, call.context)
        }
        var response = PageDesk.redirect(to: PageLink(path: "/login"))
        response.headers[.setCookie] = try await desk.backend.gate.close(call.request)
        return response
    }

    private func page(_ view: LoginView, _ status: HTTPResponse.Status) -> Response {
        let frame = PageFrame(title: "登录", visitor: nil, body: view)
        return PageCall.html(desk.renderer.page(frame, .login), status)
    }

    /// Where to go on; only to a path of this site, whatever the address says.
    private static func safe(_ next: String?) -> PageLink {
        guard let next, next.utf8.first == UInt8(ascii: "/"), !next.hasPrefix("//"), !next.hasPrefix("/login"),
            next.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return PageLink(path: "/") }
        return PageLink(path: next)
    }
}

/// What the template of the login page shows.
struct LoginView {
    let next: String
    let fault: String?
}

extension HTTPField.Name {
    /// What a proxy in front that ends TLS says of the way the request came.
    fileprivate static let xForwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .via
}
