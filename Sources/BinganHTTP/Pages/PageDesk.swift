import BinganService
import HTTPTypes
import Hummingbird

/// What every page works with: the service behind it and the templates in front.
struct PageDesk: Sendable {
    let backend: Backend
    let renderer = PageRenderer()

    var service: BinganService { backend.service }
    var lanes: Lanes { backend.lanes }

    /// A page that is looked at. Who isn't logged in is sent to where one logs in.
    func page(
        _ path: String, _ roles: Role..., answer: @escaping @Sendable (PageCall) async throws -> Response
    ) -> Endpoint {
        Endpoint(.get, path) { call in
            guard let identity = call.context.identity else {
                guard !call.isPiece else { return endedSession }
                return Self.redirect(to: PageLink(path: "/login", pairs: [("next", call.request.uri.string)]))
            }
            return try await self.answer(call, identity, roles, answer)
        }
    }

    /// What a page's form is sent to; the form carries its session's token.
    func form(
        _ path: String, _ roles: Role..., answer: @escaping @Sendable (PageCall, FormBody) async throws -> Response
    ) -> Endpoint {
        Endpoint(.post, path) { call in
            guard let identity = call.context.identity else { return try await logInAgain(call) }
            return try await self.answer(call, identity, roles) { page in
                let form: FormBody
                do { form = try await FormBody(call.request, call.context) } catch let outdated as FormBody.Outdated {
                    guard call.isFromThisSite else { throw Problem.noFormToken }
                    return call.isPiece
                        ? endedSession : page.resume(call.request.uri.string, outdated.pairs, isNew: false)
                }
                return try await answer(page, form)
            }
        }
    }

    /// The session has ended while somebody filled a form: what they typed goes with them through the login, within the
    /// page alone. Only a page of ours brings such a form; another site's is not carried on.
    private func logInAgain(_ call: Call) async throws -> Response {
        guard !call.isPiece else { return endedSession }
        guard call.isFromThisSite else { return Self.redirect(to: PageLink(path: "/login")) }
        let carried = try await FormBody.fields(call.request).filter { $0.name != "csrf" }
        return SessionPages(desk: self).page(
            LoginView(
                next: call.request.uri.string, fault: "登录已过期。请重新登录，所填内容还在，登录后可以接着提交。",
                carried: LoginView.fields(carried)), .unauthorized)
    }

    /// Told in place of a piece of a page, whose script must not put the login's page there.
    private var endedSession: Response {
        PageCall.html(renderer.fragment(MatchesView(matches: nil, isEnded: true), .matches), .unauthorized)
    }

    /// What the caller can mend is told on a page; the rest goes further out, where it is logged.
    private func answer(
        _ call: Call, _ identity: Identity, _ roles: [Role], _ answer: @Sendable (PageCall) async throws -> Response
    ) async throws -> Response {
        let page = PageCall(call: call, identity: identity, desk: self)
        do {
            guard identity.mayActAs(roles) else { throw Problem.forbidden(identity.role, roles) }
            return try await answer(page)
        } catch {
            let problem = Problem(error)
            guard problem.status.code < 500 else { throw error }
            return page.error(problem)
        }
    }

    /// After a form: the browser asks for the next page anew, so that going back or loading again sends nothing twice.
    static func redirect(to link: PageLink) -> Response {
        Response(status: .seeOther, headers: [.location: link.text, .cacheControl: "no-store"])
    }
}

/// A request for a page whose caller is known.
struct PageCall: Sendable {
    let call: Call
    let identity: Identity
    let desk: PageDesk

    var visitor: PageVisitor { PageVisitor(identity) }

    /// The parameters of the URI; `done` is for what became of the form before.
    func parameters(_ allowed: String...) throws -> QueryParameters {
        try QueryParameters(call.pairs(), allowed: allowed + ["done"])
    }

    /// The parameters of the URI in their order, without `done`.
    func pairs() throws -> [(name: String, value: String)] { try call.pairs().filter { $0.name != "done" } }

    func id(of thing: String = "complaint") throws -> Int64 { try call.id(of: thing) }

    /// Keeps what was looked at or done, for the audit.
    func note(_ action: AuditEntry.Action, complaint: Int64? = nil, query: String? = nil, rows: Int? = nil) {
        desk.backend.audit.note(action, by: identity, call.context, complaint: complaint, query: query, rows: rows)
    }

    /// The answer that holds a page.
    func page(
        _ template: PageTemplate, title: String, kind: String? = nil, status: HTTPResponse.Status = .ok, _ body: Any
    ) -> Response {
        let frame = PageFrame(
            title: title, pageKind: kind, navigation: Navigation.entries(visitor, path: call.request.uri.path),
            visitor: visitor, notice: notice, body: body)
        return Self.html(desk.renderer.page(frame, template), status)
    }

    /// The answer that holds a piece of a page.
    func fragment(_ template: PageTemplate, _ view: Any) -> Response {
        Self.html(desk.renderer.fragment(view, template), .ok)
    }

    /// A form that was filled in an earlier session, to be sent again in this one by whoever filled it.
    func resume(_ path: String, _ pairs: [(name: String, value: String)], isNew: Bool) -> Response {
        page(.resume, title: "接着提交", ResumeView(path: path, pairs: pairs, isNew: isNew))
    }

    func error(_ problem: Problem) -> Response {
        var response = page(.error, title: "出错", status: problem.status, ErrorView(problem))
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }

    static func html(_ bytes: [UInt8], _ status: HTTPResponse.Status) -> Response {
        .bytes(bytes, type: "text/html; charset=utf-8", status: status)
    }

    private var notice: PageFrame.Notice? {
        guard let pairs = try? call.pairs(), let done = pairs.first(where: { $0.name == "done" }) else { return nil }
        return PageNotice.of(done.value)
    }
}

extension Call {
    /// Whether a script asks for a piece to put into its page.
    var isPiece: Bool { request.headers[.pagePiece] != nil }

    /// Whether the browser says that a page of ours sent it (Fetch Metadata).
    var isFromThisSite: Bool { request.headers[.secFetchSite] == "same-origin" }
}
