import BinganService
import ComplaintModel
import MerchantClusters

/// Merchants for people to read.
enum MerchantText {
    static func text(_ list: MerchantList) -> String {
        let header = ["id", "merchant", "complaints", "names", "branches", "first", "last", "amount"]
        let rows = list.merchants.map { merchant in
            [
                "\(merchant.id)", Terminal.safe(merchant.name), "\(merchant.complaints)", "\(merchant.names)",
                "\(merchant.branches)", merchant.firstAt?.day.text ?? "", merchant.lastAt?.day.text ?? "",
                merchant.amount.text,
            ]
        }
        let lines = ["\(list.total) merchants; \(list.merchants.count) shown", ""]
        return (lines + Table.lines(header, rows, rightAligned: [0, 2, 3, 4, 7])).joined(separator: "\n") + "\n"
    }

    static func csv(_ merchants: [MerchantSummary]) -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = CSVWriter()
        writer.append(["id", "name", "complaints", "names", "branches", "first_at", "last_at", "amount"], to: &bytes)
        for merchant in merchants {
            writer.append(
                [
                    "\(merchant.id)", merchant.name, "\(merchant.complaints)", "\(merchant.names)",
                    "\(merchant.branches)", merchant.firstAt?.text, merchant.lastAt?.text, merchant.amount.text,
                ], to: &bytes)
        }
        return bytes
    }

    static func text(_ detail: MerchantDetail) -> String {
        let summary = detail.summary
        var lines = ["#\(summary.id)  \(Terminal.safe(summary.name))"]
        if let id = detail.redirectedFrom { lines.append("#\(id) is #\(summary.id) now") }
        lines.append(
            "\(summary.complaints) complaints, \(summary.firstAt?.day.text ?? "–") to \(summary.lastAt?.day.text ?? "–"), "
                + "\(summary.amount.text)元")
        lines += section(
            "names", ["id", "name", "complaints", "certainty", "why"], detail.mentions.map(row), [0, 2, 3])
        lines += section(
            "branches", ["id", "branch", "complaints"],
            detail.branches.map { ["\($0.id)", Terminal.safe($0.name), "\($0.complaints)"] }, [0, 2])
        lines += section(
            "linked, not the same", ["id", "merchant", "shares"],
            detail.linked.map {
                ["\($0.id)", Terminal.safe($0.name), "\($0.kind.rawValue) \(Terminal.safe($0.value))"]
            },
            [0])
        lines += section(
            "decisions", ["when", "who", "what", "reason", "undone"], detail.decisions.map(row), [])
        lines += section("months", ["month", "complaints"], detail.timeline.map { [$0.month, "\($0.count)"] }, [1])
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(
        _ title: String, _ header: [String], _ rows: [[String]], _ rightAligned: Set<Int>
    ) -> [String] {
        rows.isEmpty ? [] : ["", title] + Table.lines(header, rows, rightAligned: rightAligned).map { "  " + $0 }
    }

    private static func row(_ mention: MerchantMention) -> [String] {
        let why = mention.reasons.map { "\($0.chinese) \(Numbers.fixed($0.weight, 1))" }.joined(separator: ", ")
        return [
            "\(mention.id)", Terminal.safe(mention.name), "\(mention.complaints)",
            Numbers.fixed(mention.probability, 3), why + (mention.isFromText ? " (仅正文提及)" : ""),
        ]
    }

    private static func row(_ decision: MerchantDecision) -> [String] {
        [
            decision.at.text, Terminal.safe(decision.by),
            "\(decision.kind.rawValue) #\(decision.otherID) \(Terminal.safe(decision.otherName))",
            Terminal.safe(decision.reason ?? ""), decision.undoneAt?.text ?? "",
        ]
    }
}
