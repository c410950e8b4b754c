import BinganService
import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// The list of alerts: its state is its address.
struct AlertsPage {
    /// What was sent about one alert and not taken.
    struct Refused {
        let id: String
        let typed: AlertView.Typed
        let fault: String

        init(id: String, _ form: FormBody, _ failure: Failure) {
            self.id = id
            typed = AlertView.Typed(
                assignee: form["assignee"] ?? "", until: form["until"] ?? "", reason: form["reason"] ?? "")
            fault = PageFault.sentence(failure)
        }
    }

    private let parameters: AlertParameters

    init(_ parameters: AlertParameters) {
        self.parameters = parameters
    }

    private static let filters: [AlertParameter] = [.merchant, .category, .district, .asOf]

    /// The list, or, for parameters that can't be, what is wrong with them.
    func view(_ list: AlertList? = nil, failure: Failure? = nil, refused: Refused? = nil) -> AlertsView {
        let kept = pairs(Self.filters)
        let isAll = parameters[.all] == "true"
        let fault = failure.map(PageFault.sentence)
        let fields = Self.filters.map { name in
            FieldView(
                name.rawValue, Wording.field(name.rawValue), .line(name == .asOf ? "date" : "text"),
                value: parameters[name]
            ).with { if $0.name == failure?.field { $0.problem = fault } }
        }
        let all = pairs(AlertParameter.allCases)
        let alerts = (list?.alerts ?? []).map { alert in
            AlertView(
                alert, kept: all, refused: refused.flatMap { $0.id == alert.id ? ($0.typed, $0.fault) : nil })
        }
        // The alert may have left the list meanwhile.
        let lost = refused.flatMap { refused in alerts.contains { $0.id == refused.id } ? nil : refused.fault }
        return AlertsView(
            asOf: list?.asOf.text ?? "—", series: Wording.grouped(list?.series ?? 0),
            budget: Wording.tenths(list?.budget ?? 0),
            allHref: PageLink(path: "/alerts", pairs: isAll ? kept : kept + [("all", "true")]).text,
            allText: isAll ? "不看已暂停的" : "连同已暂停的（\(list?.muted ?? 0)）",
            listFault: lost ?? (fields.contains { $0.problem != nil } ? nil : fault), fields: fields,
            notes: (list?.notes ?? []).map { Wording.chinese($0.message) }, alerts: alerts,
            hasAlerts: !alerts.isEmpty, hasList: list != nil,
            muted: list.flatMap { $0.muted > 0 ? "\($0.muted)" : nil })
    }

    private func pairs(_ names: [AlertParameter]) -> [(name: String, value: String)] {
        names.compactMap { name in parameters[name].map { (name: name.rawValue, value: $0) } }
    }
}
