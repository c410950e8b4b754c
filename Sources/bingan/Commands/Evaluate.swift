import ArgumentParser
import BinganService
import DuplicateDetection

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Hold the verdicts against people's decisions: precision, recall, calibration, other thresholds.")

    @OptionGroup var database: DatabaseOptions
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let evaluation = try database.open(.read).evaluate()
        switch format {
        case .json: try StandardOutput.shared.line(evaluation.json)
        case .text: try StandardOutput.shared.line(Self.text(evaluation))
        }
        if evaluation.pairs == 0 {
            try StandardOutput.shared.flush()
            StandardError.write("bingan: nobody decided on a pair yet: see `bingan review --next`")
            throw Quiet(code: .rejectedOrNothingFound)
        }
    }

    private static func text(_ evaluation: Evaluation) -> String {
        var lines = ["\(evaluation.pairs) pairs decided by people", ""]
        lines += Table.lines(
            ["verdict", "given", "decided", "precision", "recall"],
            evaluation.figures.map { figure in
                [figure.name, "\(figure.given)", "\(figure.decided)", share(figure.precision), share(figure.recall)]
            }, rightAligned: [1, 2, 3, 4])
        lines += ["", "calibration error \(Numbers.fixed(evaluation.calibrationError, 4))"]
        lines += Table.lines(
            ["said", "was", "pairs"],
            evaluation.bins.filter { $0.count > 0 }.map { bin in
                [share(bin.said / Double(bin.count)), share(Double(bin.right) / Double(bin.count)), "\(bin.count)"]
            }, rightAligned: [0, 1, 2])
        lines += ["", "threshold of duplicate: \(Numbers.fixed(evaluation.threshold, 2))"]
        lines += Table.lines(
            ["from", "precision", "recall", "complaints in the index"],
            evaluation.choices.map { choice in
                [
                    Numbers.fixed(choice.threshold, 2),
                    share(choice.given > 0 ? Double(choice.right) / Double(choice.given) : nil),
                    share(choice.decided > 0 ? Double(choice.right) / Double(choice.decided) : nil),
                    "\(choice.complaints)",
                ]
            }, rightAligned: [0, 1, 2, 3])
        return lines.joined(separator: "\n")
    }

    private static func share(_ value: Double?) -> String { value.map { Numbers.fixed($0 * 100, 1) + " %" } ?? "–" }
}
