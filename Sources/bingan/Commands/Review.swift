import ArgumentParser
import BinganService
import ComplaintModel

struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Record what a person says two complaints are to each other; it binds until undone.",
        discussion: """
            With --next, shows the pair whose verdict is most in doubt. A decision that contradicts others in force is \
            refused, naming the one to undo first; of one pair the later decision counts.
            """)

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "A complaint's id, or its sender's number.") var id: String?
    @Argument(help: "The other complaint.") var other: String?
    @Option(name: .customLong("as"), help: "duplicate, copy, related or different.") var verdict: String?
    @Option(help: "Why.") var reason: String?
    @Flag(help: "Undo the decision on this pair.") var undo = false
    @Flag(help: "Show the pair whose verdict is most in doubt.") var next = false
    @Flag(help: "Show phones and ID numbers in clear.") var personal = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        if next { return try showNext() }
        guard let id, let other else {
            throw Failure(.usage, field: "OTHER", code: "missing", detail: "Name two complaints, or give --next.")
        }
        let service = try database.open(.write)
        guard let one = try service.complaint(named: id) else { throw Failure.noComplaint(id) }
        guard let two = try service.complaint(named: other) else { throw Failure.noComplaint(other) }
        let by = DatabaseOptions.author
        let decision: ReviewDecision
        if undo {
            decision = try service.undoReview(one.id, two.id, by: by)
        } else {
            guard let verdict else {
                let detail = "Give --as duplicate, copy, related or different, or --undo."
                throw Failure(.usage, field: "--as", code: "missing", detail: detail)
            }
            decision = try service.review(one.id, two.id, as: verdict, reason: reason, by: by)
        }
        try tell(decision, service)
    }

    private func tell(_ decision: ReviewDecision, _ service: BinganService) throws {
        if format == .json { return try StandardOutput.shared.line(decision.json) }
        let word = undo ? "undone" : "recorded"
        let now = try service.duplicate(of: decision.complaintID).map { DuplicateText.summary($0) } ?? "not looked at"
        try StandardOutput.shared.line(
            "review \(decision.id) \(word): #\(decision.complaintID) and #\(decision.otherID); "
                + "#\(decision.complaintID) is now \(now)")
    }

    private func showNext() throws {
        guard let pair = try database.open(.read).nextReview(personal ? .personal : .masked) else {
            StandardError.write("bingan: no pair is in doubt")
            throw Quiet(code: .rejectedOrNothingFound)
        }
        if personal { database.note(.open, complaint: pair.complaint.id, query: "personal:true") }
        switch format {
        case .json: try StandardOutput.shared.line(pair.json)
        case .text:
            for stored in [pair.complaint, pair.other] {
                try StandardOutput.shared.write(ComplaintText.text(stored, history: [], nil) + "\n")
            }
            try StandardOutput.shared.write(DuplicateText.text([pair.match]))
        }
    }
}
