import BinganService
import Hummingbird

/// Alerts: merchants, issues and districts with more than usual.
struct AlertRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/alerts", .enforcement) { try await list($0) }]
    }

    private func list(_ call: Call) async throws -> Response {
        let pairs = try call.pairs()
        let parameters = try AlertParameters(pairs: pairs)
        let (service, visibility) = (backend.service, call.visibility)
        let list = try await backend.lanes.bulk.run { try service.alerts(parameters, visibility) }
        backend.audit.note(.alerts, by: call.identity, call.context, query: call.spoken(pairs), rows: list.alerts.count)
        return .json(list.json)
    }
}
