import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension Report {
    /// The report's tables one below the other in one CSV: `section` says which one a line is of.
    public var csv: [UInt8] {
        var bytes: [UInt8] = []
        let writer = CSVWriter()
        writer.append(ReportLine.names, to: &bytes)
        for line in lines { writer.append(line.fields, to: &bytes) }
        return bytes
    }

    private var lines: [ReportLine] {
        var total = ReportLine("total", value: title)
        (total.count, total.amount, total.first, total.last) = (count, amounts.sum, firstAt?.text, lastAt?.text)
        let arguments = manifest.arguments.map { "--\($0.name) \($0.value)" }.joined(separator: " ")
        var last = ReportLine("manifest", value: arguments)
        (last.id, last.note) = ("\(manifest.lastID)", "sha256:" + manifest.rowsHash)
        return [total] + merchants.enumerated().map { Self.line($0.offset + 1, $0.element) }
            + clusters.enumerated().map { Self.line($0.offset + 1, $0.element.summary) }
            + Self.lines("category", categories) + Self.lines("district", districts)
            + Self.lines("channel", channels)
            + timeline.points.map { point in
                var line = ReportLine("timeline", value: point.start.text)
                line.note = "\(point.distinct) + \(point.others)"
                return line
            } + senders.map(Self.line) + [last]
    }

    private static func line(_ rank: Int, _ merchant: Merchant) -> ReportLine {
        var line = ReportLine("merchant", rank, value: merchant.name)
        (line.id, line.count, line.recent, line.amount) = (
            "\(merchant.id)", merchant.count, merchant.recent, merchant.amount
        )
        (line.first, line.last) = (merchant.firstAt?.text, merchant.lastAt?.text)
        return line
    }

    private static func line(_ rank: Int, _ cluster: ClusterSummary) -> ReportLine {
        var line = ReportLine("cluster", rank, value: cluster.merchantName)
        (line.id, line.title, line.count) = ("\(cluster.id)", cluster.title, cluster.count)
        (line.recent, line.amount, line.note) = (cluster.recent, cluster.amount, cluster.representative?.text)
        (line.first, line.last) = (cluster.firstAt?.text, cluster.lastAt?.text)
        return line
    }

    private static func lines(_ section: String, _ rows: [Row]) -> [ReportLine] {
        rows.enumerated().map { place, row in
            var line = ReportLine(section, place + 1, value: row.value)
            (line.count, line.amount) = (row.count, row.amount)
            return line
        }
    }

    private static func line(_ sender: TemplateSender) -> ReportLine {
        var line = ReportLine("template-sender", value: "投诉人" + sender.role)
        line.note = "\(sender.complaints) complaints, \(sender.merchants) merchants"
        (line.first, line.last) = (sender.firstAt?.text, sender.lastAt?.text)
        return line
    }
}

/// One line of a report's CSV.
private struct ReportLine {
    static let names = [
        "section", "rank", "id", "value", "title", "complaints", "people", "distinct", "repeats", "copies", "recent",
        "amount", "first", "last", "note",
    ]

    let section: String
    let rank: Int?
    let value: String?
    var id: String?
    var title: String?
    var count: CountForms?
    var recent: Int?
    var amount: Amount?
    var first: String?
    var last: String?
    var note: String?

    init(_ section: String, _ rank: Int? = nil, value: String?) {
        self.section = section
        self.rank = rank
        self.value = value
    }

    var fields: [String?] {
        let numbers = [rank, count?.complaints, count?.people, count?.distinct, count?.repeats, count?.copies, recent]
        let texts = numbers.map { $0.map { "\($0)" } }
        return [section, texts[0], id, value, title] + texts[1...] + [amount?.text, first, last, note]
    }
}
