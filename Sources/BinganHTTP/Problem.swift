import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird

/// An error as RFC 9457 (problem+json) has it: the one form in which HTTP tells of errors.
struct Problem: Error, Sendable {
    var status: HTTPResponse.Status
    /// What to do next; holds no personal data and no path of this machine.
    var detail: String
    /// Stable, kebab-case.
    var code: String
    /// The parameter or field at fault.
    var field: String?
    var headers: HTTPFields = [:]

    static let overloaded = Problem(
        status: .tooManyRequests, detail: "Too many requests wait already; repeat this one shortly.",
        code: "overloaded", headers: [.retryAfter: "1"])

    static let noRoute = Problem(
        status: .notFound, detail: "There is no such route; try /v1/search?q=… or /v1/complaints/{id}.",
        code: "no-such-route")

    static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(
            status: .methodNotAllowed, detail: "This route takes \(allowed).", code: "method-not-allowed",
            headers: [.allow: allowed])
    }

    /// The answer that carries the problem.
    var response: Response {
        let bytes = JSONObjectWriter.bytes { object in
            object.field("type", "about:blank")
            object.field("title", status.reasonPhrase)
            object.field("status", status.code)
            object.field("detail", detail)
            object.field("code", code)
            if let field { object.field("field", field) }
        }
        return Response.bytes(bytes, type: "application/problem+json", status: status, headers: headers)
    }
}

extension Problem {
    /// Turns any error into a problem; of what is ours to mend, only that it happened is told.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as any HTTPResponseError:
            self = error.status == .notFound ? .noRoute : Problem(status: error.status, detail: "", code: "http")
            if detail.isEmpty { detail = "The request can't be answered: \(error.status.reasonPhrase)." }
        default: self.init(Failure(error))
        }
    }

    private init(_ failure: Failure) {
        switch failure.kind {
        case .usage:
            self.init(status: .badRequest, detail: failure.detail, code: failure.code, field: failure.field)
        case .rejected:
            self.init(status: .unprocessableContent, detail: failure.detail, code: failure.code, field: failure.field)
        case .notFound:
            self.init(status: .notFound, detail: failure.detail, code: failure.code, field: failure.field)
        case .database, .unexpected:
            self.init(
                status: .internalServerError, detail: "The database can't be used; the server's log says why.",
                code: failure.code)
        }
    }
}
