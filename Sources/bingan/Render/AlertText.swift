import BinganService
import MerchantClusters

/// Alerts for people to read.
enum AlertText {
    static func text(_ list: AlertList) -> String {
        var head = "\(list.alerts.count) alerts as of \(list.asOf.text)"
        head +=
            "; \(Numbers.fixed(list.budget, list.budget < 1 ? 2 : 0)) false alarms a month over \(list.series) series"
        if list.muted > 0 { head += "; \(list.muted) muted (--all)" }
        var lines = [head] + list.notes.map { "note: \(Terminal.safe($0.message))" }
        for alert in list.alerts {
            lines.append("")
            lines += self.lines(alert)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One alert with what was done about it.
    static func text(_ alert: Alert) -> String {
        var lines = self.lines(alert)
        lines.append("    complaints: " + alert.complaints.map { "#\($0)" }.joined(separator: " "))
        for action in alert.actions {
            let parts = [
                action.at.text, action.by, action.kind.rawValue, action.assignee, action.mutedUntil?.text,
                action.reason,
            ]
            lines.append("    " + joined(parts))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ alert: Alert) -> [String] {
        let count = alert.count
        let facts = [
            "\(count.complaints) complaints: \(count.distinct) without \(count.repeats) repeats and \(count.copies) copies",
            alert.amount == .zero ? nil : "\(alert.amount.text)元",
            alert.districts.isEmpty
                ? nil : alert.districts.prefix(4).map { "\($0.value) \($0.count)" }.joined(separator: ", "),
            state(alert.handling),
        ]
        return [
            "\(alert.id)  \(Terminal.safe(alert.sentence))", "    \(Terminal.safe(alert.sentenceInEnglish))",
            "    " + joined(facts),
        ]
    }

    private static func state(_ handling: AlertHandling) -> String? {
        switch handling.state {
        case .open: nil
        case .acknowledged: "acknowledged by \(handling.last?.by ?? "")"
        case .assigned: "assigned to \(handling.assignee ?? "")"
        case .muted: "muted until \(handling.mutedUntil?.text ?? "")"
        }
    }

    private static func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.map(Terminal.safe).joined(separator: "  ")
    }
}
