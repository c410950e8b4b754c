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
    /// - Parameter query: the search that the reader comes from; empty for none.
    func view(id: Int64, query: String, refused: Refused? = nil) throws -> ComplaintView? {
        guard let stored = try service.complaint(id: id, visitor.visibility) else { return nil }
        var view = try base(stored, query: query)
        if !query.isEmpty {
            var parameters = SearchParameters()
            try parameters.set(.query, query)
            view.explanation = try service.explain(id: id, parameters).map { ExplanationView($0, query: query) }
        }
        view.handling = HandlingForm.view(stored.complaint, locked: try locked(stored), refused)
        return view
    }

    /// - Returns: the code of what became of it.
    /// - Throws: `Failure` `stale` when the complaint has changed since the form was shown; `RecordError` for a value.
    func save(_ values: [String: String], id: Int64, _ service: BinganService) throws -> String {
        guard let stored = try service.complaint(id: id, visitor.visibility) else { throw Failure.noComplaint("\(id)") }
        guard values["version"] == "\(stored.version)" else {
            throw Failure(
                .rejected, field: "version", code: "stale", detail: "The complaint has changed; look at it again.")
        }
        let changes = try HandlingForm.changes(values, stored.complaint, locked: locked(stored))
        guard !changes.isEmpty else { return "unchanged" }
        _ = try service.store.set(id: id, changes, by: visitor.name)
        return "saved"
    }

    private func locked(_ shown: StoredComplaint) throws -> Set<HandlingField> {
        guard visitor.visibility == .masked, let clear = try service.complaint(id: shown.id, .personal) else {
            return []
        }
        return HandlingForm.locked(shown: shown.complaint, clear: clear.complaint)
    }

    private func base(_ stored: StoredComplaint, query: String) throws -> ComplaintView {
        let complaint = stored.complaint
        let history = try service.history(id: stored.id, visitor.visibility).reversed().map(line)
        return ComplaintView(
            id: stored.id, version: stored.version, kind: complaint.kind.chineseName,
            status: complaint.handling.status.chineseName, statusClass: complaint.handling.status.rawValue,
            lateText: Lateness(complaint, now: .now)?.text, number: complaint.number,
            backHref: query.isEmpty ? nil : PageLink(path: "/", pairs: [("q", query)]).text,
            textSegments: [TextSegment(text: complaint.text, isMarked: false)], demand: complaint.demand,
            facts: ComplaintFacts.main(complaint), groups: ComplaintFacts.groups(stored, visitor), history: history,
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
