import BinganService
import ComplaintModel
import Hummingbird

/// Merchants: listed, looked at, joined and parted.
struct MerchantRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v1/merchants", .enforcement) { try await list($0) },
            Endpoint(.get, "/v1/merchants/{id}", .enforcement) { try await one($0) },
            Endpoint(.post, "/v1/merchants/{id}/join", .enforcement) { try await join($0) },
            Endpoint(.post, "/v1/merchants/{id}/part", .enforcement) { try await part($0) },
            Endpoint(.post, "/v1/merchants/{id}/undo", .enforcement) { try await undo($0) },
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let parameters = try call.parameters("q", "limit")
        let (service, query) = (backend.service, parameters["q"] ?? "")
        let limit = try parameters.number("limit", in: 1...1000, usual: 20)
        let list = try await backend.lanes.search.run { try service.merchants(query, limit: "\(limit)") }
        backend.audit.note(.merchant, by: call.identity, call.context, query: query, rows: list.merchants.count)
        return .json(list.json)
    }

    private func one(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        return try await shown(try call.id(of: "merchant"), call)
    }

    private func join(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "merchant")
        let decision = try await DecisionBody(call, known: ["other", "reason"])
        let (other, reason) = (try decision.id("other"), try decision.text("reason"))
        let (service, by) = (backend.service, call.author)
        let joined = try await backend.lanes.write.run {
            try service.joinMerchants(id, other, by: by, reason: reason)
        }
        note("join id:\(id) other:\(other)", call)
        return try await shown(joined, call)
    }

    private func part(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "merchant")
        let decision = try await DecisionBody(call, known: ["name", "reason"])
        let reason = try decision.text("reason")
        guard let name = try decision.text("name") else { throw DecisionBody.missing("name") }
        let (service, by) = (backend.service, call.author)
        let parted = try await backend.lanes.write.run {
            try service.partMerchant(id, name: name, by: by, reason: reason)
        }
        note("part id:\(id) name:\(name)", call)
        return try await shown(parted, call)
    }

    private func undo(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "merchant")
        let (service, by) = (backend.service, call.author)
        let undone = try await backend.lanes.write.run { try service.undoMerchant(id, by: by).json }
        note("undo id:\(id)", call)
        return .json(undone)
    }

    /// Keeps a decision for the audit.
    private func note(_ what: String, _ call: Call) {
        backend.audit.note(.merchant, by: call.identity, call.context, query: what)
    }

    private func shown(_ id: Int64, _ call: Call) async throws -> Response {
        let (service, visibility) = (backend.service, call.visibility)
        let detail = try await backend.lanes.search.run { try service.merchant(id: id, visibility) }
        guard let detail else { throw Failure.noMerchant("\(id)") }
        backend.audit.note(.merchant, by: call.identity, call.context, query: "id:\(id)", rows: 1)
        return .json(detail.json)
    }
}
