import BinganService
import ComplaintIndex
import ComplaintModel
import HTTPTypes
import Hummingbird
import MerchantClusters

/// Alerts, and what is done about them.
struct AlertPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/alerts", .enforcement) { try await list($0) },
            desk.form("/alerts/{id}", .enforcement) { try await act($0, $1) },
        ]
    }

    private func list(_ call: PageCall) async throws -> Response {
        let pairs = try call.call.pairs().filter { $0.name != "done" }
        let parameters = try AlertParameters(pairs: pairs)
        let service = desk.service
        return try await desk.lanes.bulk.run {
            let list = try service.alerts(parameters, call.visitor.visibility)
            call.note(.alerts, query: call.call.spoken(pairs), rows: list.alerts.count)
            return call.page(.alerts, title: "预警", Self.view(list, parameters))
        }
    }

    private static func view(_ list: AlertList, _ parameters: AlertParameters) -> AlertsView {
        let isAll = parameters[.all] == "true" || parameters[.all] == "1"
        let names: [AlertParameter] = [.merchant, .category, .district, .asOf]
        let kept = names.compactMap { name in parameters[name].map { (name: name.rawValue, value: $0) } }
        return AlertsView(
            asOf: list.asOf.text, series: Wording.grouped(list.series), budget: Wording.tenths(list.budget),
            allHref: PageLink(path: "/alerts", pairs: isAll ? kept : kept + [("all", "true")]).text,
            allText: isAll ? "不看已暂停的" : "连同已暂停的（\(list.muted)）", fault: nil,
            fields: names.map { name in
                FieldView(
                    name.rawValue, Wording.field(name.rawValue), .line(name == .asOf ? "date" : "text"),
                    value: parameters[name])
            }, notes: list.notes.map { Wording.chinese($0.message) }, alerts: list.alerts.map(AlertView.init),
            hasAlerts: !list.alerts.isEmpty, muted: list.muted > 0 ? "\(list.muted)" : nil)
    }

    private func act(_ call: PageCall, _ form: FormBody) async throws -> Response {
        guard let id = call.call.context.parameters.get("id") else { throw Problem.noRoute }
        let (service, name) = (desk.service, call.visitor.author)
        return try await desk.lanes.write.run {
            switch form["action"] {
            case "acknowledge": _ = try service.acknowledgeAlert(id: id, reason: form["reason"], by: name)
            case "assign":
                guard let assignee = form["assignee"] else { throw Self.missing("assignee") }
                _ = try service.assignAlert(id: id, to: assignee, reason: form["reason"], by: name)
            case "mute":
                guard let until = form["until"] else { throw Self.missing("until") }
                _ = try service.muteAlert(id: id, until: until, reason: form["reason"], by: name)
            case "reopen": _ = try service.reopenAlert(id: id, reason: form["reason"], by: name)
            default: throw Self.missing("action")
            }
            call.note(.alerts, query: "\(form["action"] ?? ""):\(id)")
            return PageDesk.redirect(to: PageLink(path: "/alerts", pairs: [("done", "saved")]))
        }
    }

    private static func missing(_ field: String) -> Failure {
        Failure(.usage, field: field, code: "missing", detail: "Fill in \(field).")
    }
}
