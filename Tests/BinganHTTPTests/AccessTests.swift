import BinganService
import HTTPTypes
import Testing

@testable import BinganHTTP

@Suite struct AccessTests {
    @Test("without any token this machine may do everything")
    func open() async throws {
        let server = try TestServer()
        #expect(try await server.get("/v1/search?q=").status == 200)
    }

    @Test("without any token a name that is not this machine's is refused")
    func rebinding() async throws {
        let server = try TestServer()
        let gate = Gate(service: server.service, lanes: Lanes())
        let head = HTTPRequest(method: .get, scheme: "http", authority: "evil.example:8315", path: "/v1/search")
        await #expect(throws: Problem.self) {
            try await gate.identity(of: .init(head: head, body: .init(buffer: .init())))
        }
    }

    @Test("once there is a token, nobody comes in without one, and the answer says how")
    func missing() async throws {
        let server = try TestServer()
        let token = try server.token(.search)
        let refused = try await server.get("/v1/search?q=")
        #expect(refused.status == 401)
        #expect(refused.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        #expect(refused.headers[.contentType] == "application/problem+json")
        #expect(try await server.get("/v1/search?q=", token: token).status == 200)
    }

    @Test("a wrong token is refused", arguments: ["x", "bingan_1_x", "bingan_99_abc", "bingan_1_", "bingan__"])
    func wrong(token: String) async throws {
        let server = try TestServer()
        _ = try server.token(.admin)
        #expect(try await server.get("/v1/search?q=", token: token).status == 401)
    }

    @Test("a revoked token is refused")
    func revoked() async throws {
        let server = try TestServer()
        let token = try server.token(.search)
        let id = try #require(BearerToken(token)).id
        #expect(try server.service.revokeToken(id: id))
        #expect(try await server.get("/v1/search?q=", token: token).status == 401)
        #expect(try !server.service.revokeToken(id: id))
    }

    @Test("a token's text is in no table")
    func hashed() async throws {
        let server = try TestServer()
        let token = try #require(BearerToken(try server.token(.search)))
        let stored = try server.service.tokens()
        #expect(stored.count == 1)
        #expect(!"\(stored)".contains(token.secret.text))
        #expect(stored[0].accepts(token.secret))
        #expect(!stored[0].accepts(Secret(text: token.secret.text + "a")))
    }

    @Test("a token that asks more often than its rate waits as long as Retry-After says")
    func rate() async throws {
        let server = try TestServer()
        let token = try server.token(.search, rate: 1)
        var answers: [TestServer.Answer] = []
        // One a minute: on a machine so slow that each request takes a minute, a few more.
        while answers.count < 10, answers.last?.status != 429 {
            answers.append(try await server.get("/v1/search?q=", token: token))
        }
        #expect(answers.first?.status == 200)
        #expect(answers.last?.status == 429)
        #expect((answers.last?.headers[.retryAfter].flatMap { Int($0) } ?? 0) >= 1)
    }

    @Test("a bucket fills as time goes by")
    func bucket() {
        let limiter = RateLimiter()
        let now = ContinuousClock.now
        #expect(limiter.wait(token: 1, rate: 6, now: now) == nil)
        #expect(limiter.wait(token: 1, rate: 6, now: now) == 10)
        #expect(limiter.wait(token: 2, rate: 6, now: now) == nil)
        #expect(limiter.wait(token: 1, rate: 6, now: now + .seconds(10)) == nil)
    }

    @Test("health needs no token")
    func health() async throws {
        let server = try TestServer()
        _ = try server.token(.search)
        #expect(try await server.get("/healthz").status == 200)
        #expect(try await server.get("/readyz").status == 200)
    }

    @Test("every header name of ours is one")
    func headerNames() {
        let names: [HTTPField.Name] = [
            .csrfToken, .idempotencyKey, .idempotentReplay, .openerPolicy, .referrerPolicy, .requestID, .secFetchSite,
            .xFrameOptions,
        ]
        #expect(Set(names).count == names.count)
        #expect(!names.contains(.via))
    }
}
