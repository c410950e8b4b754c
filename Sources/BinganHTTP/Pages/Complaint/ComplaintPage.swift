import BinganService
import ComplaintIndex
import ComplaintModel

/// A complaint with all that is known of it and what can be done about it.
struct ComplaintPage {
    let service: BinganService
    let visitor: PageVisitor

    /// A form that was sent and not taken, to be shown again with what was typed.
    struct Refused {
        let values: [String: String]
        let failure: Failure
    }

    /// Nil when there is no such complaint.
    /// - Parameter origin: the search that the reader comes from.
    func view(id: Int64, from origin: SearchOrigin, refused: Refused? = nil) throws -> ComplaintView? {
        guard let stored = try service.complaint(id: id, visitor.visibility) else { return nil }
        var view = try base(stored, origin)
        let query = origin.query
        if !query.isEmpty {
            var parameters = SearchParameters()
            try parameters.set(.query, query)
            view.explanation = try service.explain(id: id, parameters).map { ExplanationView($0, query: query) }
        }
        let matches = try service.similar(id: id, limit: 20, visitor.visibility) ?? []
        view.duplicates = try DuplicatesView.of(stored, matches, service, visitor, keep: origin.suffix)
        view.banners = try ContactBanners(service: service, visitor: visitor).banners(stored, matches)
        view.handling = HandlingForm.view(stored.complaint, locked: try locked(stored), refused)
        return view
    }

    enum Saved: String {
        case saved, unchanged
    }

    /// Changes what differs from what the form showed.
    ///
    /// - Throws: `Failure` `stale` when the complaint has changed since; `RecordError` for a value.
    func save(_ values: [String: String], id: Int64) throws -> Saved {
        guard let stored = try service.complaint(id: id, visitor.visibility) else { throw Failure.noComplaint("\(id)") }
        let version = Int64(values["version"] ?? "") ?? 0
        let patch = try HandlingForm.patch(values, stored.complaint, locked: locked(stored))
        guard !patch.isEmpty else { return .unchanged }
        // The version is checked again where the change is made, against whoever was faster.
        _ = try service.patch(id: id, patch, ifVersion: [version], role: visitor.role, by: visitor.author)
        return .saved
    }

    private func locked(_ shown: StoredComplaint) throws -> Set<HandlingField> {
        guard visitor.visibility == .masked, let clear = try service.complaint(id: shown.id, .personal) else {
            return []
        }
        return HandlingForm.locked(shown: shown.complaint, clear: clear.complaint)
    }

    private func base(_ stored: StoredComplaint, _ origin: SearchOrigin) throws -> ComplaintView {
        let complaint = stored.complaint
        let history = try service.history(id: stored.id, visitor.visibility).reversed().map(line)
        let state = ComplaintFacts.handling(complaint)
        return ComplaintView(
            id: stored.id, version: stored.version, kind: complaint.kind.chineseName,
            status: complaint.handling.status.chineseName, statusClass: complaint.handling.status.rawValue,
            lateText: Lateness(complaint, now: .now)?.text, number: complaint.number,
            backHref: origin.href, keep: origin.suffix,
            textSegments: [TextSegment(text: complaint.text, isMarked: false)], demand: complaint.demand,
            facts: ComplaintFacts.main(complaint),
            groups: ComplaintFacts.groups(stored, cluster: try service.cluster(ofComplaint: stored.id), visitor),
            history: history, state: state, hasState: !state.isEmpty,
            hasHistory: !history.isEmpty, loadedAt: stored.loadedAt.text, loadedText: Wording.moment(stored.loadedAt))
    }

    private func line(_ change: Change) -> ComplaintView.HistoryLine {
        ComplaintView.HistoryLine(
            at: change.changedAt.text, atText: Wording.moment(change.changedAt), by: change.changedBy,
            label: Wording.field(change.field), old: change.old.map { Wording.value($0, of: change.field) },
            new: change.new.map { Wording.value($0, of: change.field) })
    }
}

/// Whether first contact, or the end, is overdue.
struct Lateness {
    let text: String

    /// Nil for what is closed or in time.
    init?(_ complaint: Complaint, now: Timestamp) {
        let handling = complaint.handling
        guard handling.status != .closed, handling.status != .declined else { return nil }
        if let due = handling.dueAt, due < now {
            text = "超期 \(Self.days(due, now)) 天"
        } else if handling.contactedAt == nil, let received = complaint.receivedAt, Self.days(received, now) > 7 {
            text = "\(Self.days(received, now)) 天未联系"
        } else {
            return nil
        }
    }

    private static func days(_ from: Timestamp, _ to: Timestamp) -> Int {
        Int((to.epochSeconds - from.epochSeconds) / 86_400)
    }
}
