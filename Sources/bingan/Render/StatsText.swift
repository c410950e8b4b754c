import BinganService
import ComplaintIndex

/// Figures for people to read.
enum StatsText {
    static func text(_ answer: StatsAnswer) -> String {
        var lines = [
            "complaints         \(answer.total)", "amount in dispute  \(answer.amountInDispute.text)",
            "amount recovered   \(answer.amountRecovered.text)", "due                \(answer.due)",
        ]
        for (dimension, rows) in answer.orderedTables {
            lines.append("")
            let header = [dimension.rawValue, "count", "before", "change", "amount"]
            lines += Table.lines(header, rows.map(self.row), rightAligned: [1, 2, 3, 4])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ row: StatsRow) -> [String] {
        [
            row.value.isEmpty ? "–" : Terminal.safe(row.value), "\(row.count)", row.before.map { "\($0)" } ?? "",
            row.change.map(Numbers.signed) ?? "", row.amount?.text ?? "",
        ]
    }
}
