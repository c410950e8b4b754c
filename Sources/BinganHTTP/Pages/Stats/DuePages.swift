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

    private func list(_ call: PageCall) async throws -> Response {
        let after = try call.parameters("after").number("after", in: 0...1_000_000_000, usual: 0)
        let (service, visitor) = (desk.service, call.visitor)
        return try await desk.lanes.bulk.run {
            let ids = try service.store.due()
            let rows = try ids.dropFirst(after).prefix(Self.shown).compactMap { id in
                try service.complaint(id: id, visitor.visibility).map(DueView.Row.init)
            }
            call.note(.search, query: "due", rows: rows.count)
            let end = after + Self.shown
            return call.page(
                .due, title: "超过七天未联系",
                DueView(
                    total: Wording.grouped(ids.count), hits: rows, hasHits: !rows.isEmpty,
                    nextHref: end < ids.count ? PageLink(path: "/due", pairs: [("after", "\(end)")]).text : nil))
        }
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
    let hits: [Row]
    let hasHits: Bool
    let nextHref: String?
}
