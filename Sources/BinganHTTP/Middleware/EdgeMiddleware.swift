import BinganService
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The outermost layer: every error becomes a problem, every request one line in the log, every answer carries the
/// headers that keep browsers safe.
///
/// The line has the matched route, never the URI: queries and ids of complaints would tell of persons.
struct EdgeMiddleware: RouterMiddleware {
    let backend: Backend
    let allowed: AllowedMethods
    let pages: PageErrors

    func handle(
        _ request: Request, context: BinganContext, next: (Request, BinganContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.requestID = Self.requestID(request)
        var response: Response
        do {
            try RequestLimits.check(request)
            response = try await next(request, context)
        } catch {
            response = self.response(to: error, request, context)
        }
        SecurityHeaders.add(to: &response)
        response.headers[.requestID] = context.requestID
        guard request.method != .head, response.body.contentLength == nil else {
            tell(request, context, response.status, since: start)
            return response
        }
        // A stream's time is that to its end.
        let (body, status, told) = (response.body, response.status, context)
        response.body = ResponseBody { writer in
            defer { tell(request, told, status, since: start) }
            try await body.write(writer)
        }
        return response
    }

    /// The client's own id when it is a UUID, which can't tell of persons; else a new one.
    private static func requestID(_ request: Request) -> String {
        if let given = request.headers[.requestID], given.utf8.count == 36, let id = UUID(uuidString: given) {
            return id.uuidString.lowercased()
        }
        return UUID().uuidString.lowercased()
    }

    private func response(to error: any Error, _ request: Request, _ context: BinganContext) -> Response {
        var problem = Problem(error)
        if problem.code == Problem.noRoute.code, let methods = allowed.value(for: request.uri.path) {
            problem = .methodNotAllowed(methods)
        }
        tell(error, context)
        let response = pages.response(to: problem, request) ?? problem.response
        // The body of an answer to HEAD would be read as the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func tell(
        _ request: Request, _ context: BinganContext, _ status: HTTPResponse.Status,
        since start: ContinuousClock.Instant
    ) {
        let time = ContinuousClock.now - start
        let milliseconds = time / .milliseconds(1)
        let method = Self.known.contains(request.method) ? request.method.rawValue : "other"
        let route = context.endpointPath ?? "none"
        backend.metrics.note(route: route, method: method, status: status.code, time: time)
        backend.log.info(
            "request",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status.code)",
                "ms": "\((milliseconds * 100).rounded() / 100)", "request": "\(context.requestID)",
            ])
    }

    private static let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    /// What only the one who runs the server can mend goes into the log in full.
    private func tell(_ error: any Error, _ context: BinganContext) {
        guard !(error is Problem), !(error is any HTTPResponseError), Problem(error).status.code >= 500 else { return }
        let failure = Failure(error)
        if failure.kind == .database || failure.kind == .unexpected {
            backend.log.error("\(failure.detail)", metadata: ["request": "\(context.requestID)"])
        }
    }
}
