import BinganService
import ComplaintModel
import Hummingbird

/// Repeats: looked for while somebody types, and around a stored complaint.
struct DuplicateRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v1/duplicates/check", .intake, .search) { try await check($0) },
            Endpoint(.get, "/v1/complaints/{id}/similar", .search) { try await similar($0) },
        ]
    }

    private func check(_ call: Call) async throws -> Response {
        let partial = try call.parameters("partial").flag("partial")
        let part = try ComplaintDecoder().decodePart(try await call.body(type: .json, upTo: BodyLimit.complaint))
        let (service, visibility) = (backend.service, call.visibility)
        let answer = try await backend.lanes.check.run {
            try service.check(part, partial: partial || part.text.isEmpty, visibility)
        }
        backend.audit.note(.check, by: call.identity, call.context, rows: answer.of.count)
        return .json(answer.json)
    }

    private func similar(_ call: Call) async throws -> Response {
        let limit = try call.parameters("limit").number("limit", in: 1...BinganService.mostSimilar, usual: 20)
        let id = try call.id()
        let (service, visibility) = (backend.service, call.visibility)
        let matches = try await backend.lanes.search.run { try service.similar(id: id, limit: limit, visibility) }
        guard let matches else { throw Failure.noComplaint("\(id)") }
        backend.audit.note(.similar, by: call.identity, call.context, complaint: id, rows: matches.count)
        return .json(ShownMatch.json(matches))
    }
}
