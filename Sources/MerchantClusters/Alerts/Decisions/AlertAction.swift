import ComplaintModel

/// What somebody did about an alert.
public struct AlertAction: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// 已知悉: seen, nothing more to be done by this one.
        case acknowledge
        /// 已分派: somebody looks into it.
        case assign
        /// 暂停: not shown until a day has passed.
        case mute
        /// 重新打开: as if nothing had been done.
        case reopen
    }

    public var kind: Kind
    /// Whom it was assigned to.
    public var assignee: String?
    /// The last day it is muted.
    public var mutedUntil: DayDate?
    public var reason: String?
    /// The day the alert was looked at as of.
    public var asOf: DayDate
    public var by: String
    public var at: Timestamp

    public init(
        _ kind: Kind, assignee: String? = nil, mutedUntil: DayDate? = nil, reason: String?, asOf: DayDate, by: String,
        at: Timestamp
    ) {
        (self.kind, self.assignee, self.mutedUntil) = (kind, assignee, mutedUntil)
        (self.reason, self.asOf, self.by, self.at) = (reason, asOf, by, at)
    }

    /// The part that the database keeps in one column.
    var value: String? { assignee ?? mutedUntil?.text }
}

/// Where an alert stands, as what was done about its series tells.
public struct AlertHandling: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case open, acknowledged, assigned, muted
    }

    public private(set) var state = State.open
    public private(set) var assignee: String?
    public private(set) var mutedUntil: DayDate?
    /// What led to the state; nil while open.
    public private(set) var last: AlertAction?

    /// - Parameters:
    ///   - actions: on the series, oldest first.
    ///   - since: the first day of this alert. What was done about an earlier one is over, but for muting.
    ///   - asOf: the day the alert is looked at as of.
    package init(_ actions: [AlertAction], since: DayDate, asOf: DayDate) {
        for action in actions {
            switch action.kind {
            case .reopen: self = .init([], since: since, asOf: asOf)
            case .mute:
                guard let until = action.mutedUntil, until >= asOf else { continue }
                mutedUntil = until
                (state, last) = (.muted, action)
            case .acknowledge where action.asOf >= since:
                if state == .open { (state, last) = (.acknowledged, action) }
            case .assign where action.asOf >= since:
                assignee = action.assignee
                if state != .muted { (state, last) = (.assigned, action) }
            case .acknowledge, .assign: continue
            }
        }
    }
}
