import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird
import MerchantClusters

/// Merchants: found by any of their names; one with its names, and what staff decide about them.
struct MerchantPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/merchants", .enforcement) { try await list($0) },
            desk.page("/merchants/{id}", .enforcement) { try await show($0) },
            desk.form("/merchants/{id}/join", .enforcement) { call, form in
                try await decide(call, form) { service, id, name in
                    try service.joinMerchants(id, form.id("other"), by: name, reason: form["reason"])
                }
            },
            desk.form("/merchants/{id}/part", .enforcement) { call, form in
                try await decide(call, form) { service, id, name in
                    try service.partMerchant(id, name: form.filled("name"), by: name, reason: form["reason"])
                }
            },
            desk.form("/merchants/{id}/undo", .enforcement) { call, form in
                try await decide(call, form) { service, id, name in
                    _ = try service.undoMerchant(id, by: name)
                    return id
                }
            },
        ]
    }

    private func list(_ call: PageCall) async throws -> Response {
        let query = try call.parameters("q", "limit", "after")
        let pages = try ListPages(query)
        let pairs = try call.pairs()
        let service = desk.service
        return try await desk.lanes.bulk.run {
            let list = try service.merchants(query["q"] ?? "", limit: "\(pages.size)", after: pages.after)
            call.note(.merchant, query: query["q"], rows: list.merchants.count)
            return call.page(
                .merchants, title: "商家", kind: "merchants",
                MerchantsView(
                    q: query["q"] ?? "", total: Wording.grouped(list.total),
                    rows: list.merchants.map(MerchantsView.Row.init), hasRows: !list.merchants.isEmpty,
                    pager: pages.pager("/merchants", pairs, total: list.total)))
        }
    }

    private func show(_ call: PageCall) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id(of: "merchant")
        let (service, visitor) = (desk.service, call.visitor)
        return try await desk.lanes.bulk.run {
            guard let merchant = try service.merchant(id: id, visitor.visibility) else {
                throw Failure.noMerchant("\(id)")
            }
            // An id that a merge left leads to the merchant it stands for.
            guard merchant.summary.id == id else {
                return PageDesk.redirect(to: PageLink(path: "/merchants/\(merchant.summary.id)"))
            }
            let view = MerchantView(merchant, clusters: try Self.clusters(of: id, service, visitor))
            call.note(.merchant, query: "id:\(id)")
            return call.page(.merchant, title: view.name, view)
        }
    }

    private static func clusters(
        of merchant: Int64, _ service: BinganService, _ visitor: PageVisitor
    ) throws -> [ClusterRow] {
        var parameters = ClusterParameters()
        try parameters.set(.merchant, "\(merchant)")
        try parameters.set(.minSize, "2")
        try parameters.set(.limit, "10")
        try parameters.set(.sort, "size")
        return try service.clusters(parameters, visitor.visibility).clusters.map(ClusterRow.init)
    }

    /// - Parameter change: gives the merchant to go on with.
    private func decide(
        _ call: PageCall, _ form: FormBody,
        _ change: @escaping @Sendable (BinganService, Int64, String) throws -> Int64
    ) async throws -> Response {
        let id = try call.id(of: "merchant")
        let what = call.call.request.uri.path.split(separator: "/").last ?? ""
        let (service, visitor) = (desk.service, call.visitor)
        return try await desk.lanes.write.run {
            let next: Int64
            do {
                next = try change(service, id, visitor.author)
            } catch {
                let failure = Failure(error)
                guard [.usage, .rejected, .notFound].contains(failure.kind), failure.field != "id",
                    let merchant = try service.merchant(id: id, visitor.visibility)
                else { throw error }
                return call.page(
                    .merchant, title: merchant.summary.name, status: Problem(failure).status,
                    MerchantView(
                        merchant, clusters: try Self.clusters(of: id, service, visitor),
                        typed: MerchantView.Typed(other: form["other"] ?? "", reason: form["reason"] ?? ""),
                        fault: PageFault.sentence(failure)))
            }
            call.note(.merchant, query: ([what + " id:\(id)"] + Self.told(form)).joined(separator: " "))
            return PageDesk.redirect(to: PageLink(path: "/merchants/\(next)", pairs: [("done", "saved")]))
        }
    }

    /// What was decided on, for the audit.
    private static func told(_ form: FormBody) -> [String] {
        ["other", "name"].compactMap { name in form[name].map { "\(name):\($0)" } }
    }
}
