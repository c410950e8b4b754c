import BinganService
import ComplaintIndex

/// A search's answer for people to read.
struct SearchText {
    let highlighter: Highlighter

    /// The answer without its notes, which belong on stderr.
    func text(_ answer: ShownAnswer) -> String {
        var lines = [Self.summary(answer)]
        for hit in answer.hits {
            lines.append("")
            lines += self.lines(hit)
        }
        if !answer.facets.isEmpty { lines.append("") }
        lines += answer.facets.map { name, counts in
            let shown = counts.map { "\(Terminal.safe($0.label ?? $0.value)) \($0.count)" }
            return "\(name.rawValue): \(shown.joined(separator: ", "))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func summary(_ answer: ShownAnswer) -> String {
        let total = (answer.totalIsExact ? "" : "at least ") + "\(answer.total)"
        let relaxed = answer.relaxed ? ", then \(answer.relaxedTotal) that hold some of the words" : ""
        return "\(total) found\(relaxed); \(answer.hits.count) shown; \(Numbers.fixed(answer.tookMilliseconds, 1)) ms"
    }

    private func lines(_ hit: ShownHit) -> [String] {
        let head = [
            "#\(hit.id)", hit.number, hit.receivedAt?.day.text, hit.merchantName, hit.category, hit.district,
            hit.status.rawValue, hit.amount.map { "\($0.text)元" },
            "score \(Numbers.fixed(hit.score, 2))" + (hit.isRelaxed ? " (some of the words)" : ""),
        ]
        let explanation = hit.explanation.map { ExplanationText.lines($0).map { "    " + $0 } } ?? []
        return [head.compactMap { $0 }.map(Terminal.safe).joined(separator: "  ")]
            + ["    " + highlighter.marked(hit.snippet, hit.highlights)] + explanation
    }
}
