import BinganService
import ComplaintIndex
import ComplaintModel
import Hummingbird

/// Complaints that nobody has answered within seven days, one by one.
struct DuePages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [desk.page("/due", .search) { try await list($0) }]
    }

    /// Rows of a page.
    private static let shown = 50

    /// The page's address says which complaints are meant, as the statistics' does, and after which the page begins: a
    /// place in the order, not a number of rows, since those before it are dealt with meanwhile.
    private func list(_ call: PageCall) async throws -> Response {
        let (own, others) = try QueryParameters.parted(call.pairs(), own: ["after"])
        let after = try Self.after(own)
        let parameters = try SearchParameters(pairs: others, allowed: StatsPages.allowed)
        let (service, visitor) = (desk.service, call.visitor)
        return try await desk.lanes.bulk.run {
            let due = try service.due(parameters)
            let page = due.drop { due in after.map { due <= $0 } ?? false }.prefix(Self.shown)
            let rows = try page.compactMap {
                try service.complaint(id: $0.id, visitor.visibility).map(DueView.Row.init)
            }
            call.note(.search, query: "due " + parameters.spoken, rows: rows.count)
            let next = page.last.flatMap { $0 == due.last ? nil : "\($0.receivedAt)-\($0.id)" }
            let kept = SearchForm.pairs(parameters, [:])
            let chips = SearchForm.chips(parameters).map(\.label)
            return call.page(
                .due, title: "超过七天未联系",
                DueView(
                    total: Wording.grouped(due.count), chips: chips, hasChips: !chips.isEmpty, hits: rows,
                    hasHits: !rows.isEmpty,
                    pager: PagerView(
                        firstHref: nil,
                        nextHref: next.map { PageLink(path: "/due", pairs: kept + [("after", $0)]).text })))
        }
    }

    private static func after(_ parameters: QueryParameters) throws -> DueComplaint? {
        guard let text = parameters["after"] else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), let id = Int64(parts[1]) else {
            throw QueryParameters.fault("after", "not-a-cursor", "Leave it out to begin at the first page.")
        }
        return DueComplaint(receivedAt: at, id: id)
    }
}

/// What the template of the due list shows.
struct DueView {
    struct Row {
        let id: Int64
        let received: String
        let days: String
        let merchant: String
        let district: String
        let assigned: String
        let status: String
        let statusClass: String

        init(_ stored: StoredComplaint) {
            let complaint = stored.complaint
            id = stored.id
            received = complaint.receivedAt?.day.text ?? ""
            days = complaint.receivedAt.map { Wording.grouped(Self.days(since: $0)) } ?? ""
            merchant = complaint.merchant.name ?? ""
            district = complaint.district ?? ""
            assigned = complaint.handling.assignedTo ?? ""
            status = complaint.handling.status.chineseName
            statusClass = complaint.handling.status.rawValue
        }

        private static func days(since time: Timestamp) -> Int {
            Int((Timestamp.now.epochSeconds - time.epochSeconds) / 86_400)
        }
    }

    let total: String
    /// The conditions that hold.
    let chips: [String]
    let hasChips: Bool
    let hits: [Row]
    let hasHits: Bool
    let pager: PagerView?
}
