import BinganService
import Hummingbird

/// What may be meant by what was typed so far.
struct SuggestRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/suggest", .intake, .search) { try await suggest($0) }]
    }

    private func suggest(_ call: Call) async throws -> Response {
        let parameters = try call.parameters("q", "limit")
        let limit = try parameters.number("limit", in: 1...100, usual: 8)
        let (service, prefix, visibility) = (backend.service, parameters["q"] ?? "", call.visibility)
        return .json(
            try await backend.lanes.check.run { try service.suggest(prefix, limit: "\(limit)", visibility).json })
    }
}
