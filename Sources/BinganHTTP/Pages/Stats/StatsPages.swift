import BinganService
import ComplaintIndex
import ComplaintModel
import HTTPTypes
import Hummingbird

/// Counts and sums, and what is due.
struct StatsPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [desk.page("/stats", .search) { try await stats($0) }]
    }

    static let allowed = SearchParameter.selecting.subtracting([.query, .phone, .order])

    private func stats(_ call: PageCall) async throws -> Response {
        let pairs = try call.call.pairs()
        let by = pairs.first { $0.name == "by" }?.value
        let parameters = try SearchParameters(pairs: pairs.filter { $0.name != "by" }, allowed: Self.allowed)
        let page = StatsPage(service: desk.service, visitor: call.visitor, today: Timestamp.now.day)
        return try await desk.lanes.bulk.run {
            let (view, failure) = try page.view(parameters, by: by)
            call.note(.stats, query: parameters.spoken)
            return call.page(.stats, title: "统计", status: failure == nil ? .ok : .badRequest, view)
        }
    }
}
