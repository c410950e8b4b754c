import BinganService
import Hummingbird

/// Finding complaints.
struct SearchRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/search", .search) { try await search($0) }]
    }

    private func search(_ call: Call) async throws -> Response {
        let parameters = try SearchParameters(pairs: call.pairs())
        let (service, visibility) = (backend.service, call.visibility)
        return .json(try await backend.lanes.search.run { try service.search(parameters, visibility).json })
    }
}
