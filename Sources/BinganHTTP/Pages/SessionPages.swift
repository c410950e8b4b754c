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

    private func ask(_ call: Call) throws -> Response {
        let next = try call.parameters("next")["next"]
        // Who is logged in, or need not be, has nothing to do here.
        if call.context.identity != nil { return PageDesk.redirect(to: Self.safe(next)) }
        return page(LoginView(next: next ?? "/", fault: nil), .ok)
    }

    private func logIn(_ call: Call) async throws -> Response {
        let pairs = try await FormBody.fields(call.request)
        let value = { (name: String) in pairs.first { $0.name == name }?.value ?? "" }
        // What somebody had typed when their session ended.
        let carried = pairs.filter { $0.name.hasPrefix(LoginView.prefix) }
            .map { (name: String($0.name.dropFirst(LoginView.prefix.count)), value: $0.value) }
        // A page of another site must not log anybody in under a token of its own.
        if let site = call.request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw Problem.otherSite
        }
        let isSecure = call.request.headers[.xForwardedProto]?.lowercased() == "https"
        guard let opened = try await desk.backend.gate.open(value("token"), isSecure: isSecure) else {
            let view = LoginView(
                next: value("next"), fault: "这个令牌无效或已停用，请核对后重新填写。",
                carried: LoginView.fields(carried))
            return page(view, .unauthorized)
        }
        desk.backend.audit.note(.login, by: opened.identity, call.context)
        let next = Self.safe(value("next"))
        var response =
            carried.isEmpty
            ? PageDesk.redirect(to: next)
            : PageCall(call: call, identity: opened.identity, desk: desk).resume(next.text, carried, isNew: true)
        response.headers[.setCookie] = opened.cookie
        return response
    }

    private func logOut(_ call: Call) async throws -> Response {
        if let identity = call.context.identity {
            do { _ = try await FormBody(call.request, call.context) } catch is FormBody.Outdated {
                throw Problem.noFormToken
            }
            desk.backend.audit.note(.logout, by: identity, call.context)
        }
        var response = PageDesk.redirect(to: PageLink(path: "/login"))
        response.headers[.setCookie] = try await desk.backend.gate.close(call.request)
        return response
    }

    func page(_ view: LoginView, _ status: HTTPResponse.Status) -> Response {
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
    /// A field of the form that waits for the login.
    struct Field {
        let name: String
        let value: String
    }

    /// Stands before the names of such fields.
    static let prefix = "f."

    let next: String
    let fault: String?
    var carried: [Field] = []

    static func fields(_ pairs: [(name: String, value: String)]) -> [Field] {
        pairs.map { Field(name: $0.name, value: $0.value) }
    }
}

/// What the template of a form that waits to be sent again shows.
struct ResumeView {
    struct Shown {
        let label: String
        let value: String
    }

    let action: String
    let heading: String
    let fields: [LoginView.Field]
    /// What somebody typed, to be looked at before it is sent.
    let shown: [Shown]

    init(path: String, pairs: [(name: String, value: String)], isNew: Bool) {
        action = path
        heading = isNew ? "已登录，请接着提交" : "页面已过期，请核对后再提交"
        fields = LoginView.fields(pairs)
        shown = pairs.filter { !Self.hidden.contains($0.name) && !$0.name.hasPrefix("was.") && !$0.value.isEmpty }
            .map { Shown(label: Wording.field($0.name), value: Wording.value($0.value, of: $0.name)) }
    }

    private static let hidden: Set<String> = ["once", "version", "action", "as", "this"]
}

extension HTTPField.Name {
    /// What a proxy in front that ends TLS says of the way the request came.
    fileprivate static let xForwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .via
}
