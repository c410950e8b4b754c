import BinganService
import ComplaintIndex
import ComplaintModel

/// One complaint for people to read, field by field under the contract's names.
enum ComplaintText {
    static func text(_ stored: StoredComplaint, history: [Change], _ duplicate: ShownDuplicate?) -> String {
        var rows: [(String, String)] = [("id", "\(stored.id)")]
        for field in ComplaintField.allCases {
            if let value = field.text(of: stored.complaint) { rows.append((field.rawValue, value)) }
        }
        rows += extra(stored.complaint)
        if let id = stored.merchantID { rows.append(("merchant.id", "\(id)")) }
        if let id = stored.clusterID { rows.append(("cluster.id", "\(id)")) }
        if let person = stored.personHash { rows.append(("complainant.person", person)) }
        rows.append(("version", "\(stored.version)"))
        rows.append(("loaded_at", stored.loadedAt.text))
        if !stored.isIndexed { rows.append(("indexed", "no: run `bingan reindex`")) }
        if let duplicate { rows.append(("duplicate", DuplicateText.summary(duplicate))) }
        let lines = rows.map { line($0.0, $0.1) } + history.map { line($0) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let nameWidth = 24

    private static func line(_ name: String, _ value: String) -> String {
        let name = Terminal.safe(name)
        let space = String(repeating: " ", count: max(1, nameWidth - name.count))
        return name + space + Terminal.safe(value)
    }

    private static func line(_ change: Change) -> String {
        line(
            "history",
            "\(change.changedAt.text)  \(change.changedBy)  \(change.field): "
                + "\(change.old ?? "–") → \(change.new ?? "–")")
    }

    /// The sender's own fields, as JSON where they are no strings.
    private static func extra(_ complaint: Complaint) -> [(String, String)] {
        let parts = [
            ("", complaint.extra), ("complainant.", complaint.complainant.extra),
            ("merchant.", complaint.merchant.extra),
        ]
        return parts.flatMap { prefix, object in
            object.members.map { (prefix + $0.name, text($0.value)) }
        }
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        var bytes: [UInt8] = []
        value.write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
