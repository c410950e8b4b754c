import BinganService
import HTTPTypes
import Hummingbird

/// One complaint.
struct ComplaintRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/complaints/{id}", .search) { try await complaint($0) }]
    }

    private func complaint(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id()
        let (service, visibility) = (backend.service, call.visibility)
        let found = try await backend.lanes.check.run {
            try service.complaint(id: id, visibility).map { ($0.json(), $0.version) }
        }
        guard let (bytes, version) = found else { throw Failure.noComplaint("\(id)") }
        return .json(bytes, headers: [.eTag: "\"\(version)\""])
    }
}
