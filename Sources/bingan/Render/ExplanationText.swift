import BinganService
import ComplaintIndex

/// Why a complaint stands where it does, for people to read.
enum ExplanationText {
    static func lines(_ explanation: Explanation) -> [String] {
        let verdict = explanation.isInAnswer ? "in the answer" : "not in the answer"
        var lines = ["\(verdict), tier \(explanation.tier), score \(Numbers.fixed(explanation.score, 2))"]
        if !explanation.terms.isEmpty {
            let header = ["term", "class", "weight", "idf", "tf", "length/average", "contribution", "note"]
            lines += Table.lines(header, explanation.terms.map(row), rightAligned: [2, 3, 4, 5, 6])
        }
        lines += explanation.words.map { line($0.word, $0.holds) }
        lines += explanation.filters.map { line($0.filter, $0.holds) }
        return lines
    }

    private static func line(_ condition: String, _ holds: Bool) -> String {
        "\(holds ? "holds" : "lacks")  \(Terminal.safe(condition))"
    }

    private static func row(_ term: Explanation.TermPart) -> [String] {
        [
            Terminal.safe(term.term), term.termClass.rawValue, Numbers.fixed(term.weight, 2),
            Numbers.fixed(term.idf, 2), "\(term.frequency)",
            "\(term.length)/\(Numbers.fixed(term.averageLength, 1))",
            Numbers.fixed(term.contribution, 3), term.note ?? "",
        ]
    }
}
