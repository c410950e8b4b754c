import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird
import Logging

/// The routes and what stands in front of them.
struct Routes: Sendable {
    let service: BinganService
    let workers: SearchWorkers
    let log: Logger
    /// What callers may see; there are no roles yet.
    let visibility = Visibility.masked

    var router: Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: EdgeMiddleware(log: log))
        add("/healthz", to: router) { _, _ in .json(JSONObjectWriter.bytes { $0.field("status", "ok") }) }
        add("/v1/search", to: router) { request, _ in try await search(request) }
        add("/v1/complaints/{id}", to: router) { request, context in try await complaint(request, context) }
        return router
    }

    /// Adds a route for GET; by other methods it answers what it takes.
    private func add(
        _ path: RouterPath, to router: Router<BasicRequestContext>,
        _ answer: @escaping @Sendable (Request, BasicRequestContext) async throws -> Response
    ) {
        router.get(path, use: answer)
        for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options] {
            router.on(path, method: method) { _, _ -> Response in throw Problem.methodNotAllowed("GET, HEAD") }
        }
    }

    private func search(_ request: Request) async throws -> Response {
        let parameters = try SearchParameters(pairs: QueryString.pairs(request.uri.query))
        return .json(try await workers.run { try service.search(parameters, visibility).json })
    }

    private func complaint(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        // This route knows no parameter: each is refused by name.
        _ = try SearchParameters(pairs: QueryString.pairs(request.uri.query), allowed: [])
        let text = context.parameters.get("id") ?? ""
        guard !text.contains("%00") else {
            throw Problem(
                status: .badRequest, detail: "Remove the NUL (U+0000) from the id.", code: "nul", field: "id")
        }
        guard let id = ComplaintID(text) else { throw Failure.noComplaint("of this id; an id is a whole number") }
        let found = try await workers.run {
            try service.complaint(id: id.number, visibility).map { ($0.json(), $0.version) }
        }
        guard let (bytes, version) = found else { throw Failure.noComplaint("\(id.number)") }
        return .json(bytes, headers: [.eTag: "\"\(version)\""])
    }
}
