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
        let pairs = try call.pairs()
        let parameters = try AlertParameters(pairs: pairs)
        let service = desk.service
        return try await desk.lanes.bulk.run {
            do {
                let list = try service.alerts(parameters, call.visitor.visibility)
                call.note(.alerts, query: call.call.spoken(pairs), rows: list.alerts.count)
                return call.page(.alerts, title: "预警", AlertsPage(parameters).view(list))
            } catch {
                let failure = Failure(error)
                guard failure.kind == .usage else { throw error }
                return call.page(
                    .alerts, title: "预警", status: .badRequest, AlertsPage(parameters).view(failure: failure))
            }
        }
    }

    /// Does what was asked about one alert of the list that the address describes, then shows that list again.
    private func act(_ call: PageCall, _ form: FormBody) async throws -> Response {
        guard let id = call.call.context.parameters.get("id") else { throw Problem.noRoute }
        let pairs = try call.pairs()
        let parameters = try AlertParameters(pairs: pairs)
        let (service, visitor) = (desk.service, call.visitor)
        return try await desk.lanes.write.run {
            do {
                try Self.act(form, on: id, service, visitor.author, parameters)
            } catch {
                let failure = Failure(error)
                guard failure.kind == .usage else { throw error }
                let list = try service.alerts(parameters, visitor.visibility)
                let view = AlertsPage(parameters).view(list, refused: AlertsPage.Refused(id: id, form, failure))
                return call.page(.alerts, title: "预警", status: Problem(failure).status, view)
            }
            call.note(.alerts, query: "\(form["action"] ?? ""):\(id)")
            return PageDesk.redirect(to: PageLink(path: "/alerts", pairs: pairs + [("done", "saved")]))
        }
    }

    private static func act(
        _ form: FormBody, on id: String, _ service: BinganService, _ name: String, _ parameters: AlertParameters
    ) throws {
        let reason = form["reason"]
        switch form["action"] {
        case "acknowledge": _ = try service.acknowledgeAlert(id: id, reason: reason, by: name, parameters)
        case "assign":
            _ = try service.assignAlert(id: id, to: form.filled("assignee"), reason: reason, by: name, parameters)
        case "mute":
            _ = try service.muteAlert(id: id, until: form.filled("until"), reason: reason, by: name, parameters)
        case "reopen": _ = try service.reopenAlert(id: id, reason: reason, by: name, parameters)
        default: throw FormBody.missing("action")
        }
    }
}
