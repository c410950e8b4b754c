import BinganService
import DuplicateDetection

/// Verdicts on repeats for people to read.
enum DuplicateText {
    /// One line.
    static func summary(_ duplicate: ShownDuplicate) -> String {
        let of = duplicate.verdict == .new ? "" : duplicate.of.first.map { " of #\($0.id)" } ?? ""
        let decided = duplicate.isDecided ? "  decided by a person" : ""
        return "\(name(duplicate.verdict))\(of)  \(percent(duplicate.probability))\(decided)"
    }

    /// The verdict with its candidates and reasons.
    static func text(_ duplicate: ShownDuplicate) -> String {
        ([summary(duplicate)] + duplicate.of.map(text)).joined(separator: "\n\n") + "\n"
    }

    static func text(_ matches: [ShownMatch]) -> String {
        matches.isEmpty ? "" : matches.map(text).joined(separator: "\n\n") + "\n"
    }

    private static func text(_ match: ShownMatch) -> String {
        let facts = [match.receivedAt.map { String($0.text.prefix(10)) }, match.district, match.status, match.number]
        var lines = [
            "#\(match.id)  \(name(match.verdict))  \(percent(match.probability))  "
                + facts.compactMap { $0 }.map(Terminal.safe).joined(separator: "  "),
            "    " + Terminal.safe(match.excerpt),
        ]
        for reason in match.evidence {
            lines.append("    \(weight(reason.weight))  \(Terminal.safe(reason.detail))")
        }
        return lines.joined(separator: "\n")
    }

    static func name(_ verdict: Verdict) -> String {
        switch verdict {
        case .duplicate: "重复 duplicate"
        case .copy: "雷同 copy"
        case .related: "关联 related"
        case .new: "新 new"
        }
    }

    private static func percent(_ probability: Double) -> String { Numbers.fixed(probability * 100, 1) + " %" }

    /// Blank for what weighs nothing but must be known.
    private static func weight(_ weight: Double) -> String {
        if weight == 0 { return "      " }
        let text = (weight < 0 ? "−" : "+") + Numbers.fixed(abs(weight), 2)
        return String(repeating: " ", count: max(0, 6 - text.count)) + text
    }
}
