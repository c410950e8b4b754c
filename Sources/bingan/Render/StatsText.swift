import BinganService
import ComplaintIndex

/// Figures for people to read.
enum StatsText {
    static func text(_ answer: StatsAnswer) -> String {
        var lines = [
            "complaints         \(line(answer.count))", "amount in dispute  \(answer.amountInDispute.text)",
            "amount recovered   \(answer.amountRecovered.text)", "due                \(line(answer.due))",
        ]
        for (dimension, rows) in answer.orderedTables {
            lines.append("")
            let header = [dimension.rawValue, "complaints", "people", "distinct", "before", "change", "amount"]
            lines += Table.lines(header, rows.map(self.row), rightAligned: [1, 2, 3, 4, 5, 6])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The three forms: complaints = distinct + repeats + copies.
    private static func line(_ count: CountForms) -> String {
        "\(count.complaints)  people \(count.people)  distinct \(count.distinct) "
            + "(without \(count.repeats) repeats and \(count.copies) copies)"
    }

    private static func row(_ row: StatsRow) -> [String] {
        [
            row.value.isEmpty ? "–" : Terminal.safe(row.value), "\(row.count)", "\(row.forms.people)",
            "\(row.forms.distinct)",
            row.before.map { "\($0)" } ?? "",
            row.change.map(Numbers.signed) ?? "", row.amount?.text ?? "",
        ]
    }
}
