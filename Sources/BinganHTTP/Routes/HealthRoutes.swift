import BinganService
import ComplaintModel
import Hummingbird

/// Whether the process lives, and whether it can answer.
struct HealthRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/healthz") { call in
                _ = try call.parameters()
                return .json(JSONObjectWriter.bytes { $0.field("status", "ok") })
            },
            Endpoint(.get, "/readyz") { call in
                _ = try call.parameters()
                return try await ready()
            },
        ]
    }

    /// Ready once a row can be read and a worker has time for it.
    private func ready() async throws -> Response {
        let service = backend.service
        let isCurrent = try await backend.lanes.check.run {
            _ = try service.tokens()
            return service.store.isCurrent
        }
        return .json(
            JSONObjectWriter.bytes { object in
                object.field("status", "ready")
                object.field("index", isCurrent ? "current" : "outdated")
            })
    }
}
