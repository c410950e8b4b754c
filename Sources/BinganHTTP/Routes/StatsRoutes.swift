import BinganService
import Hummingbird

/// Figures.
struct StatsRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/stats", .search) { try await stats($0) }]
    }

    private func stats(_ call: Call) async throws -> Response {
        let (options, others) = try QueryParameters.parted(call.pairs(), own: ["by"])
        let parameters = try SearchParameters(
            pairs: others, allowed: SearchParameter.selecting.subtracting([.query]))
        let (service, by, visibility) = (backend.service, options["by"], call.visibility)
        let bytes = try await backend.lanes.bulk.run {
            try service.stats(parameters, dimensions: by, visibility).json
        }
        backend.audit.note(.stats, by: call.identity, call.context, query: parameters.spoken)
        return .json(bytes)
    }
}
