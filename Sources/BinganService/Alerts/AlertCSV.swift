import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// Alerts as CSV, one a line.
public enum AlertCSV {
    private static let names = [
        "id", "scope", "merchant.id", "merchant.name", "cluster", "category", "district", "from", "to", "since", "new",
        "people", "expected", "probability", "once_in_days", "complaints", "repeats", "copies", "amount", "state",
        "assigned_to", "muted_until", "reason", "sentence", "sentence_en",
    ]

    public static func bytes(_ alerts: [Alert]) -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = CSVWriter()
        writer.append(names, to: &bytes)
        for alert in alerts { writer.append(fields(alert), to: &bytes) }
        return bytes
    }

    private static func fields(_ a: Alert) -> [String?] {
        let what: [String?] = [
            a.id, a.scope.rawValue, a.merchantID.map { "\($0)" }, a.merchantName, a.cluster.map { "\($0)" }, a.category,
            a.district,
        ]
        let judged: [String?] = [
            a.from.text, a.to.text, a.since.text, "\(a.isNew)", "\(a.people)",
            "\((a.expected * 1000).rounded() / 1000)", "\(a.probability)", "\(Int(min(a.onceInDays, 1e15).rounded()))",
        ]
        let counts: [String?] = [
            "\(a.count.complaints)", "\(a.count.repeats)", "\(a.count.copies)", a.amount.text,
        ]
        let handled: [String?] = [
            a.handling.state.rawValue, a.handling.assignee, a.handling.mutedUntil?.text, a.handling.last?.reason,
            a.sentence, a.sentenceInEnglish,
        ]
        return what + judged + counts + handled
    }
}
