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
        let query = try call.parameters("q")["q"] ?? ""
        let id = try call.id()
        let page = ComplaintPage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.check.run {
            guard let view = try page.view(id: id, query: query) else { throw Failure.noComplaint("\(id)") }
            return Self.response(call, view)
        }
    }

    /// Saves what was changed, unless the complaint has changed since the form was shown.
    private func change(_ call: PageCall, _ form: FormBody) async throws -> Response {
        let id = try call.id()
        let values = Dictionary(form.pairs, uniquingKeysWith: { first, _ in first })
        let page = ComplaintPage(service: desk.service, visitor: call.visitor)
        let service = desk.service
        return try await desk.lanes.write.run {
            do {
                let done = try page.save(values, id: id, service)
                return PageDesk.redirect(to: PageLink(path: "/complaints/\(id)", pairs: [("done", done)]))
            } catch {
                let failure = Failure(error)
                guard failure.kind == .usage || failure.kind == .rejected || failure.code == "stale" else {
                    throw error
                }
                let refused = ComplaintPage.Refused(values: values, failure: failure)
                guard let view = try page.view(id: id, query: "", refused: refused) else { throw error }
                let status: HTTPResponse.Status = failure.code == "stale" ? .preconditionFailed : .unprocessableContent
                return Self.response(call, view, status: status)
            }
        }
    }

    private static func response(
        _ call: PageCall, _ view: ComplaintView, status: HTTPResponse.Status = .ok
    ) -> Response {
        call.page(.complaint, title: "\(view.kind) #\(view.id)", kind: "complaint", status: status, view)
    }
}
