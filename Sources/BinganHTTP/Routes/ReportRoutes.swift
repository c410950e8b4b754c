import BinganService
import Hummingbird

/// Reports for enforcement.
struct ReportRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/report", .enforcement) { try await report($0) }]
    }

    private func report(_ call: Call) async throws -> Response {
        let pairs = try call.pairs()
        let options = try QueryParameters(pairs.filter { $0.name == "format" }, allowed: ["format"])
        let parameters = try ReportParameters(pairs: pairs.filter { $0.name != "format" })
        guard let format = ReportFormat(rawValue: options["format"] ?? ReportFormat.html.rawValue) else {
            throw QueryParameters.fault("format", "out-of-range", "Give html, csv or json.")
        }
        let service = backend.service
        let bytes = try await backend.lanes.bulk.run { try service.report(parameters, format) }
        backend.audit.note(.report, by: call.identity, call.context, query: call.spoken(pairs))
        // One file that stands alone: its style is inside, and it loads nothing.
        return .bytes(
            bytes, type: format.mediaType,
            headers: [.contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:"])
    }
}
