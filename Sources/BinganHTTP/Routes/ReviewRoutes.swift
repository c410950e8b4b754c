import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird

/// People's decisions on what two complaints are to each other.
struct ReviewRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v1/reviews", .search) { try await decide($0) },
            Endpoint(.get, "/v1/reviews/next", .search) { try await next($0) },
            Endpoint(.delete, "/v1/reviews/{id}", .search) { try await undo($0) },
        ]
    }

    private func decide(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let body = try await DecisionBody(call, known: ["id", "other", "as", "reason"])
        let (id, other, reason) = (try body.id("id"), try body.id("other"), try body.text("reason"))
        guard let verdict = try body.text("as") else { throw DecisionBody.missing("as") }
        guard ReviewDecision.verdict(named: verdict) != nil else {
            throw DecisionBody.fault("as", "out-of-range", "Give one of: duplicate, copy, related, different.")
        }
        let (service, by) = (backend.service, call.author)
        let decision = try await backend.lanes.write.run {
            try service.review(id, other, as: verdict, reason: reason, by: by)
        }
        backend.audit.note(.review, by: call.identity, call.context, complaint: decision.complaintID)
        return .bytes(
            decision.json, type: ContentType.json, status: .created,
            headers: [.location: "/v1/reviews/\(decision.id)"])
    }

    private func next(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let (service, visibility) = (backend.service, call.visibility)
        guard let pair = try await backend.lanes.search.run({ try service.nextReview(visibility) }) else {
            return Response(status: .noContent)
        }
        backend.audit.note(.open, by: call.identity, call.context, complaint: pair.complaint.id)
        return .json(pair.json)
    }

    private func undo(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "review")
        let (service, by) = (backend.service, call.author)
        let decision = try await backend.lanes.write.run { try service.undoReview(id, by: by) }
        backend.audit.note(.review, by: call.identity, call.context, complaint: decision.complaintID)
        return .json(decision.json)
    }
}
