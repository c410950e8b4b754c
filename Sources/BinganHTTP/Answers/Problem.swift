import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

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

    static let writerBusy = Problem(
        status: .tooManyRequests, detail: "Another command is writing to the database; repeat this shortly.",
        code: "busy", headers: [.retryAfter: "5"])

    static let bodyTimeout = Problem(
        status: .requestTimeout, detail: "The body didn't arrive in time.", code: "timeout",
        headers: [.connection: "close"])

    static let tooLarge = Problem(
        status: .contentTooLarge, detail: "The body is too large; send it in smaller parts.", code: "too-large",
        headers: [.connection: "close"])

    static let headersTooLarge = Problem(
        status: .requestHeaderFieldsTooLarge, detail: "The headers hold more than 16 KiB.", code: "headers-too-large",
        headers: [.connection: "close"])

    static let malformed = Problem(
        status: .badRequest, detail: "This is no HTTP/1.1 request; in the address, percent-encode all but ASCII.",
        code: "malformed", headers: [.connection: "close"])

    /// The client went before its request was there whole; nobody gets this answer, but it is counted.
    static let clientGone = Problem(
        status: .init(code: 499, reasonPhrase: "Client Closed Request"), detail: "The request broke off.",
        code: "broken-off", headers: [.connection: "close"])

    static let noRoute = Problem(
        status: .notFound, detail: "There is no such route; try /v1/search?q=… or /v1/complaints/{id}.",
        code: "no-such-route")

    /// - Parameter error: RFC 6750's word for what is wrong with a token that was sent.
    static func unauthorized(_ error: String?) -> Problem {
        let challenge = "Bearer realm=\"bingan\"" + (error.map { ", error=\"\($0)\"" } ?? "")
        return Problem(
            status: .unauthorized,
            detail: "Send a valid token as `Authorization: Bearer …`; `bingan token create` makes one.",
            code: "unauthorized", field: "Authorization", headers: [.wwwAuthenticate: challenge])
    }

    static func forbidden(_ role: Role, _ needed: [Role]) -> Problem {
        let names = needed.map(\.rawValue).joined(separator: " or ")
        return Problem(
            status: .forbidden, detail: "A token of role \(role.rawValue) may not do this; it takes \(names).",
            code: "forbidden", field: "Authorization")
    }

    static let otherSite = Problem(
        status: .forbidden, detail: "The request comes from a page of another site.", code: "other-site",
        field: "Sec-Fetch-Site")

    static let noFormToken = Problem(
        status: .forbidden, detail: "Load the page anew and send its form again.", code: "csrf", field: "csrf")

    static func unsupportedType(_ expected: String) -> Problem {
        Problem(
            status: .unsupportedMediaType, detail: "Send the body as \(expected).", code: "unsupported-media-type",
            field: "Content-Type")
    }

    static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(
            status: .methodNotAllowed, detail: "This route takes \(allowed).", code: "method-not-allowed",
            headers: [.allow: allowed])
    }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("type", "about:blank")
        object.field("title", status.reasonPhrase)
        object.field("status", status.code)
        object.field("detail", detail)
        object.field("code", code)
        if let field { object.field("field", field) }
    }

    static let mediaType = "application/problem+json"

    /// The problem as JSON.
    var bytes: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    /// The answer that carries the problem.
    var response: Response { Response.bytes(bytes, type: Self.mediaType, status: status, headers: headers) }
}

extension Problem {
    /// Turns any error into a problem; of what is ours to mend, only that it happened is told.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case is NIOTooManyBytesError: self = .tooLarge
        case is HTTPParserError, is ChannelError, is IOError, is CancellationError: self = .clientGone
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
            // The number is fine in itself: what is stored stands against it.
            let status: HTTPResponse.Status = failure.code == "number-exists" ? .conflict : .unprocessableContent
            self.init(status: status, detail: failure.detail, code: failure.code, field: failure.field)
        case .notFound:
            self.init(status: .notFound, detail: failure.detail, code: failure.code, field: failure.field)
        case .forbidden:
            self.init(status: .forbidden, detail: failure.detail, code: failure.code, field: failure.field)
        case .stale:
            self.init(status: .preconditionFailed, detail: failure.detail, code: failure.code, field: failure.field)
        case .busy: self = .writerBusy
        case .database, .unexpected:
            self.init(
                status: .internalServerError, detail: "The database can't be used; the server's log says why.",
                code: failure.code)
        }
    }
}
