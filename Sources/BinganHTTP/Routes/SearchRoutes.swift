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
        let (bytes, shown) = try await backend.lanes.search.run {
            let answer = try service.search(parameters, visibility)
            return (answer.json, answer.hits.count)
        }
        backend.audit.note(.search, by: call.identity, call.context, query: parameters.spoken, rows: shown)
        return .json(bytes)
    }
}
