import BinganService
import Hummingbird

/// Who searched, opened and exported what.
struct AuditRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/audit", .admin) { try await audit($0) }]
    }

    private func audit(_ call: Call) async throws -> Response {
        let parameters = try call.parameters("actor", "action", "complaint", "from", "to", "limit")
        let filter = try AuditFilter(
            actor: parameters["actor"], action: parameters["action"], complaint: parameters["complaint"],
            from: parameters["from"], to: parameters["to"])
        let limit = try parameters.number("limit", in: BinganService.auditLimits, usual: 100)
        await backend.audit.flush()
        let service = backend.service
        let entries = try await backend.lanes.bulk.run { try service.audit(filter, limit: limit) }
        backend.audit.note(.audit, by: call.identity, call.context, rows: entries.count)
        return .json(AuditEntry.json(entries))
    }
}
