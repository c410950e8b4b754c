import BinganService
import Hummingbird
import Logging

/// The outermost layer: every error becomes a problem, every request one line in the log.
///
/// The line has the matched route, never the URI: queries and ids of complaints would tell of persons.
struct EdgeMiddleware<Context: RequestContext>: RouterMiddleware {
    let log: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            tell(error)
            let problem = Problem(error).response
            // The body of an answer to HEAD would be read as the next answer.
            response = request.method == .head ? problem.createHeadResponse() : problem
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let milliseconds = Double(seconds) * 1e3 + Double(attoseconds) / 1e15
        log.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue.prefix(16))", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)", "ms": "\((milliseconds * 100).rounded() / 100)",
            ])
        return response
    }

    /// What only the one who runs the server can mend goes into the log in full.
    private func tell(_ error: any Error) {
        guard !(error is Problem), !(error is any HTTPResponseError) else { return }
        let failure = Failure(error)
        if failure.kind == .database || failure.kind == .unexpected { log.error("\(failure.detail)") }
    }
}
