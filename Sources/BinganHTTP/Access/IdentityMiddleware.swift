import BinganService
import HTTPTypes
import Hummingbird

/// Finds out who asks, and stops what a page of another site makes a browser send.
struct IdentityMiddleware: RouterMiddleware {
    let gate: Gate

    func handle(
        _ request: Request, context: BinganContext, next: (Request, BinganContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if !OpenPaths.all.contains(request.uri.path) {
            context.identity = try await gate.identity(of: request)
            try refuseOtherSites(request, context.identity)
        }
        return try await next(request, context)
    }

    /// Browsers say where a request comes from (Fetch Metadata); programs with a bearer token need not.
    private func refuseOtherSites(_ request: Request, _ identity: Identity?) throws {
        guard identity?.formToken != nil, !Self.safe.contains(request.method) else { return }
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw Problem.otherSite
        }
    }

    private static let safe: Set<HTTPRequest.Method> = [.get, .head, .options]
}

/// Routes that need no token.
enum OpenPaths {
    static let all: Set<String> = ["/healthz", "/readyz"]
}
