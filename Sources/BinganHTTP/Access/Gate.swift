import BinganService
import Foundation
import HTTPTypes
import Hummingbird

/// Who may come in: bearer tokens for programs, session cookies for the pages.
final class Gate: Sendable {
    static let cookieName = "bingan_session"

    private let service: BinganService
    private let lanes: Lanes
    private let book: TokenBook
    private let limiter = RateLimiter()
    /// The form token of callers while no token is configured; new with each start.
    private let openFormToken = BinganService.newSecret().formToken

    init(service: BinganService, lanes: Lanes) {
        self.service = service
        self.lanes = lanes
        book = TokenBook(service: service, lane: lanes.access)
    }

    /// Whether any token was ever made: without one everybody on this machine may do everything.
    func isOpen() async throws -> Bool { try await book.tokens().isEmpty }

    /// Who asks; nil for somebody who shows nothing.
    ///
    /// - Throws: `Problem` 401 for a bearer token that is none, 429 for one that asks more often than it may.
    func identity(of request: Request) async throws -> Identity? {
        var tokens = try await book.tokens()
        if let id = Self.bearer(request)?.id, tokens[id] == nil {
            // Made a moment ago, perhaps.
            book.expire()
            tokens = try await book.tokens()
        }
        if tokens.isEmpty { return try openIdentity(request) }
        if request.headers[.authorization] != nil { return try holder(of: Self.bearer(request), tokens) }
        guard let cookie = request.cookies[Self.cookieName]?.value, !cookie.isEmpty else { return nil }
        let secret = Secret(text: cookie.prefix(128))
        guard let session = try await book.session(secret), let token = tokens[session.tokenID], token.isValid else {
            return nil
        }
        try hold(token)
        return Identity(tokenID: token.id, name: token.name, role: token.role, formToken: secret.formToken)
    }

    /// What a request shows as a bearer token; nil for nothing, and for what has no such form.
    private static func bearer(_ request: Request) -> BearerToken? {
        let parts = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return BearerToken(parts[1].trimmingCharacters(in: .whitespaces))
    }

    private func holder(of bearer: BearerToken?, _ tokens: [Int64: AccessToken]) throws -> Identity {
        guard let bearer, let token = tokens[bearer.id], token.accepts(bearer.secret) else {
            throw Problem.unauthorized("invalid_token")
        }
        try hold(token)
        return Identity(tokenID: token.id, name: token.name, role: token.role, formToken: nil)
    }

    private func hold(_ token: AccessToken) throws {
        guard let rate = token.rate, let seconds = limiter.wait(token: token.id, rate: rate) else { return }
        throw Problem(
            status: .tooManyRequests, detail: "This token may ask \(rate) times a minute; wait \(seconds) s.",
            code: "rate-limited", headers: [.retryAfter: "\(seconds)"])
    }

    /// A page of another site could reach this machine under a name of its own; so only this machine's names count.
    private func openIdentity(_ request: Request) throws -> Identity {
        let host = request.head.authority.map { Self.hostName($0) } ?? "localhost"
        guard LoopbackHost.isOne(host) else {
            throw Problem(
                status: .forbidden, detail: "Without a token the service answers under 127.0.0.1 and localhost alone.",
                code: "not-loopback", field: "Host")
        }
        return Identity(tokenID: 0, name: "open", role: .admin, formToken: openFormToken)
    }

    private static func hostName(_ authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }
}

/// Sessions.
extension Gate {
    /// Opens a session for the token that someone typed in.
    ///
    /// - Returns: the `Set-Cookie` header's value, and who it is; nil for a token that is none.
    func open(_ typed: String, isSecure: Bool) async throws -> (cookie: String, identity: Identity)? {
        book.expire()
        let tokens = try await book.tokens()
        guard let bearer = BearerToken(typed.trimmingCharacters(in: .whitespacesAndNewlines)),
            let token = tokens[bearer.id], token.accepts(bearer.secret)
        else { return nil }
        let service = service
        let secret = try await lanes.write.run { try service.openSession(tokenID: token.id) }
        let identity = Identity(tokenID: token.id, name: token.name, role: token.role, formToken: secret.formToken)
        return (Self.cookie(secret.text, age: BinganService.sessionLength, isSecure: isSecure), identity)
    }

    /// Ends the session of a request's cookie, if it has one.
    ///
    /// - Returns: the `Set-Cookie` header's value that takes the cookie away.
    func close(_ request: Request) async throws -> String {
        if let cookie = request.cookies[Self.cookieName]?.value {
            let (service, secret) = (service, Secret(text: cookie.prefix(128)))
            book.forget(secret)
            try await lanes.write.run { try service.closeSession(secret) }
        }
        return Self.cookie("", age: 0, isSecure: false)
    }

    private static func cookie(_ value: String, age: Int64, isSecure: Bool) -> String {
        "\(cookieName)=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")"
    }
}

/// Addresses of this machine alone.
enum LoopbackHost {
    static func isOne(_ host: String) -> Bool {
        let host = host.lowercased()
        return host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) }
    }
}
