import BinganService
import ComplaintIndex
import ComplaintModel
import HTTPTypes
import Hummingbird
import MerchantClusters

/// Clusters: a list by rank, and one with its members.
struct ClusterPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/clusters", .enforcement) { try await list($0) },
            desk.page("/clusters/{id}", .enforcement) { try await show($0) },
        ]
    }

    private func list(_ call: PageCall) async throws -> Response {
        let pairs = try call.call.pairs()
        let (own, others) = try QueryParameters.parted(pairs, own: ["after", "limit"])
        let pages = try ListPages(own, usual: 20, most: 50)
        var parameters = try ClusterParameters(pairs: others)
        try parameters.set(.limit, "\(pages.size)")
        let chosen = parameters
        let page = ClusterPage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.bulk.run {
            let (view, failure) = try page.list(chosen, pages, pairs)
            call.note(.cluster, query: call.call.spoken(pairs), rows: view.rows.count)
            return call.page(.clusters, title: "聚集", status: failure == nil ? .ok : .badRequest, view)
        }
    }

    private func show(_ call: PageCall) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "cluster")
        let page = ClusterPage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.bulk.run {
            guard let view = try page.view(id: id) else {
                throw Failure(.notFound, field: "id", code: "no-such-cluster", detail: "There is no cluster \(id).")
            }
            // One that went into another is shown under its own address.
            guard view.id == id else { return PageDesk.redirect(to: PageLink(path: "/clusters/\(view.id)")) }
            call.note(.cluster, query: "id:\(id)", rows: view.members.count)
            return call.page(.cluster, title: view.title, view)
        }
    }
}
