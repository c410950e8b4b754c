import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// An alert as its page lists it.
struct AlertView {
    struct Action {
        let at: String
        let by: String
        let what: String
        let why: String?
    }

    /// What the form held.
    struct Typed {
        let assignee: String
        let until: String
        let reason: String
    }

    let id: String
    let subject: String
    let merchantHref: String?
    let isNew: Bool
    let state: String
    let stateClass: String
    let assignee: String?
    let window: String
    let sentence: String
    let people: String
    let expected: String
    let complaints: String
    let repeats: String
    let copies: String
    let amount: String?
    let districts: String?
    let members: [Int64]
    let moreMembers: String
    let clusterHref: String?
    let reportHref: String?
    let canReopen: Bool
    /// Where what is done about it is sent.
    let action: String
    /// What was sent and not taken, with the reason; nil otherwise.
    let typed: Typed?
    let fault: String?
    let actions: [Action]
    let hasActions: Bool

    /// Complaints that are linked.
    private static let shownMembers = 12

    /// - Parameters:
    ///   - kept: what the address says of the list that the alert stands in.
    ///   - refused: what was sent and not taken, with the reason.
    init(
        _ alert: Alert, kept: [(name: String, value: String)], refused: (typed: Typed, fault: String)?
    ) {
        id = alert.id
        action = PageLink(path: "/alerts/\(alert.id)", pairs: kept).text
        typed = refused?.typed
        fault = refused?.fault
        subject = [alert.merchantName, alert.category, alert.district].compactMap { $0 }.joined(separator: " · ")
        merchantHref = alert.merchantID.map { "/merchants/\($0)" }
        isNew = alert.isNew
        (state, stateClass) = Self.state(alert.handling)
        assignee = alert.handling.assignee
        window = "\(alert.from.text) — \(alert.to.text)"
        sentence = alert.sentence
        people = Wording.grouped(alert.people)
        expected = Wording.tenths(alert.expected)
        complaints = Wording.grouped(alert.count.complaints)
        repeats = Wording.grouped(alert.count.repeats)
        copies = Wording.grouped(alert.count.copies)
        amount = alert.amount > .zero ? Wording.yuan(alert.amount) : nil
        let places = alert.districts.prefix(3).map { "\($0.value) \($0.count)" }
        districts = places.isEmpty ? nil : places.joined(separator: "、")
        members = Array(alert.complaints.prefix(Self.shownMembers))
        moreMembers = alert.complaints.count > members.count ? "等 \(alert.count.complaints) 件" : ""
        clusterHref = alert.cluster.map { "/clusters/\($0)" }
        reportHref = alert.merchantID.map { PageLink(path: "/v1/report", pairs: [("merchant", "\($0)")]).text }
        canReopen = alert.handling.state != .open
        actions = alert.actions.map { action in
            Action(at: Wording.moment(action.at), by: action.by, what: Self.words(action), why: action.reason)
        }
        hasActions = !actions.isEmpty
    }

    private static func state(_ handling: AlertHandling) -> (String, String) {
        switch handling.state {
        case .open: ("未处理", "received")
        case .acknowledged: ("已知悉", "accepted")
        case .assigned: ("已分派", "accepted")
        case .muted: ("暂停至 \(handling.mutedUntil?.text ?? "")", "")
        }
    }

    private static func words(_ action: AlertAction) -> String {
        switch action.kind {
        case .acknowledge: "已知悉"
        case .assign: "分派给 \(action.assignee ?? "")"
        case .mute: "暂停至 \(action.mutedUntil?.text ?? "")"
        case .reopen: "重新打开"
        }
    }
}

/// What the template of the alerts shows.
struct AlertsView {
    let asOf: String
    let series: String
    let budget: String
    let allHref: String
    let allText: String
    /// What is wrong with the list as a whole.
    let listFault: String?
    let fields: [FieldView]
    let notes: [String]
    let alerts: [AlertView]
    let hasAlerts: Bool
    let hasList: Bool
    let muted: String?
}
