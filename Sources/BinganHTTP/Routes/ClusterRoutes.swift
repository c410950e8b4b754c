import BinganService
import Hummingbird

/// Clusters: what several people complain of at one merchant.
struct ClusterRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v1/clusters", .enforcement) { try await list($0) },
            Endpoint(.get, "/v1/clusters/{id}", .enforcement) { try await one($0) },
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let pairs = try call.pairs()
        let parameters = try ClusterParameters(pairs: pairs)
        let (service, visibility) = (backend.service, call.visibility)
        let list = try await backend.lanes.bulk.run { try service.clusters(parameters, visibility) }
        backend.audit.note(
            .cluster, by: call.identity, call.context, query: call.spoken(pairs), rows: list.clusters.count)
        return .json(list.json)
    }

    private func one(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "cluster")
        let (service, visibility) = (backend.service, call.visibility)
        guard let cluster = try await backend.lanes.search.run({ try service.cluster(id: id, visibility) }) else {
            throw Problem(
                status: .notFound, detail: "There is no cluster \(id).", code: "no-such-cluster", field: "id")
        }
        backend.audit.note(.cluster, by: call.identity, call.context, rows: cluster.complaints.count)
        return .json(cluster.json)
    }
}
