import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird

/// A complaint's page and what its forms do.
struct ComplaintPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/complaints/{id}", .search) { try await show($0) },
            desk.form("/complaints/{id}", .search) { try await change($0, $1) },
        ]
    }

    private func show(_ call: PageCall) async throws -> Response {
        let origin = try Self.origin(call)
        let id = try call.id()
        let page = ComplaintPage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.check.run {
            guard let view = try page.view(id: id, from: origin) else { throw Failure.noComplaint("\(id)") }
            call.note(.open, complaint: id)
            return Self.response(call, view)
        }
    }

    /// Saves what was changed, unless the complaint has changed since the form was shown.
    private func change(_ call: PageCall, _ form: FormBody) async throws -> Response {
        let id = try call.id()
        let origin = try Self.origin(call)
        let values = Dictionary(form.pairs, uniquingKeysWith: { first, _ in first })
        let page = ComplaintPage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.write.run {
            do {
                let done = try page.save(values, id: id)
                if done == .saved { call.note(.change, complaint: id) }
                return PageDesk.redirect(
                    to: PageLink(path: "/complaints/\(id)", pairs: origin.pairs + [("done", done.rawValue)]))
            } catch {
                let failure = Failure(error)
                guard [.usage, .rejected, .stale].contains(failure.kind) else { throw error }
                let refused = ComplaintPage.Refused(values: values, failure: failure)
                guard let view = try page.view(id: id, from: origin, refused: refused) else { throw error }
                return Self.response(
                    call, view, status: failure.kind == .stale ? .preconditionFailed : .unprocessableContent)
            }
        }
    }

    static func origin(_ call: PageCall) throws -> SearchOrigin {
        let parameters = try call.parameters("q", "back")
        return SearchOrigin(query: parameters["q"] ?? "", back: parameters["back"])
    }

    private static func response(
        _ call: PageCall, _ view: ComplaintView, status: HTTPResponse.Status = .ok
    ) -> Response {
        call.page(.complaint, title: "\(view.kind) #\(view.id)", kind: "complaint", status: status, view)
    }
}
