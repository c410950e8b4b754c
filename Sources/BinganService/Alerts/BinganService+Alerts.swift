import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension BinganService {
    /// Merchants and issues with more people than usual, the least to be expected first.
    /// - Throws: `Failure` for parameters; errors of the store as they are.
    public func alerts(_ parameters: AlertParameters, _ visibility: Visibility = .masked) throws -> AlertList {
        let limit = try parameters.limit()
        var request = try parameters.request()
        if let merchant = parameters[.merchant] {
            request.merchants = try ClusterReader(store).merchants(named: merchant)
        }
        var list = try AlertReader(store, alertCache).list(request)
        list.alerts = list.alerts.prefix(limit).map { visibility.shown($0) }
        return list
    }

    /// Makes lists of alerts answer what was last worked out, where counting anew takes long, and count meanwhile: for a
    /// process that stays.
    public func answerAlertsAtOnce() { alertCache.answerAtOnce() }

    /// Works out the alerts of the last day and keeps them: called when an import ends, so that nobody waits for them
    /// afterwards. O(rows).
    public func refreshAlerts() throws { try AlertReader(store, alertCache).refresh() }

    /// One alert, muted or not; nil where the series has no more than usual.
    /// - Throws: `Failure` for an id that can't be one.
    public func alert(
        id: String, _ parameters: AlertParameters = AlertParameters(), _ visibility: Visibility = .masked
    ) throws -> Alert? {
        let key = try Self.series(id)
        return try AlertReader(store, alertCache).alert(key, try parameters.request()).map { visibility.shown($0) }
    }

    /// Keeps that an alert was seen.
    public func acknowledgeAlert(
        id: String, reason: String?, by: String, _ parameters: AlertParameters = AlertParameters()
    ) throws -> Alert {
        try act(.acknowledge, on: id, reason: reason, by: by, parameters)
    }

    /// Keeps who looks into an alert.
    public func assignAlert(
        id: String, to assignee: String, reason: String?, by: String, _ parameters: AlertParameters = AlertParameters()
    ) throws -> Alert {
        try act(.assign, on: id, assignee: assignee, reason: reason, by: by, parameters)
    }

    /// Leaves the series out of the list up to a day, which is included.
    public func muteAlert(
        id: String, until: String, reason: String?, by: String, _ parameters: AlertParameters = AlertParameters()
    ) throws -> Alert {
        let day = try AlertParameters.day(until, "mute-until")
        return try act(.mute, on: id, until: day, reason: reason, by: by, parameters)
    }

    /// Takes back what was done about an alert; the history keeps it.
    public func reopenAlert(
        id: String, reason: String?, by: String, _ parameters: AlertParameters = AlertParameters()
    ) throws -> Alert {
        try act(.reopen, on: id, reason: reason, by: by, parameters)
    }

    private func act(
        _ kind: AlertAction.Kind, on id: String, assignee: String? = nil, until: DayDate? = nil, reason: String?,
        by: String, _ parameters: AlertParameters
    ) throws -> Alert {
        for (field, text) in [("assign", assignee), ("reason", reason)] { try Self.checkText(text, field) }
        guard let alert = try alert(id: id, parameters) else { throw Failure.noAlert(id) }
        if let until, until < alert.to {
            throw Failure.parameter("mute-until", "out-of-range", "Give a day that isn't before \(alert.to.text).")
        }
        let action = AlertAction(
            kind, assignee: assignee, mutedUntil: until, reason: reason, asOf: alert.to, by: by, at: .now)
        try AlertReader(store, alertCache).act(action, on: try Self.series(id))
        guard let changed = try self.alert(id: id, parameters) else { throw Failure.noAlert(id) }
        return changed
    }

    private static func series(_ id: String) throws(Failure) -> SeriesKey {
        guard let key = SeriesKey(id) else {
            throw .parameter("id", "not-an-alert", "Give an alert's id as `alerts` shows it, such as m12.c5.")
        }
        return key
    }

    /// Scalars of an assignee's name or a reason.
    private static let longestText = 500

    private static func checkText(_ text: String?, _ field: String) throws(Failure) {
        guard let text else { return }
        guard !text.isEmpty, text.unicodeScalars.count <= longestText else {
            throw .parameter(field, "out-of-range", "Give 1 to \(longestText) characters.")
        }
        guard !text.utf8.contains(0) else { throw .parameter(field, "nul", "Remove the NUL (U+0000).") }
    }
}

extension Failure {
    /// The series has no more than usual, or there is no such series.
    public static func noAlert(_ id: String) -> Failure {
        let detail = "There is no alert \(id.prefix(40)) as of that day; `bingan alerts` lists those there are."
        return Failure(.notFound, field: "id", code: "no-such-alert", detail: detail)
    }
}

extension Visibility {
    /// An alert with its texts as they may be shown.
    func shown(_ alert: Alert) -> Alert {
        var copy = alert
        copy.merchantName = alert.merchantName.map { shown($0) }
        return copy
    }
}
