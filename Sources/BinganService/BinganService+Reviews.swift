import ComplaintIndex
import ComplaintModel
import DuplicateDetection

extension BinganService {
    /// The most characters of a reason.
    static let longestReason = 1000

    /// Records what a person says two complaints are to each other; verdicts follow at once.
    /// - Parameter verdict: `duplicate`, `copy`, `related` or `different`.
    public func review(
        _ id: Int64, _ other: Int64, as verdict: String, reason: String?, by: String
    ) throws -> ReviewDecision {
        guard let named = ReviewDecision.verdict(named: verdict) else {
            throw Failure.parameter("as", "out-of-range", "Give one of: duplicate, copy, related, different.")
        }
        if let reason, reason.unicodeScalars.count > Self.longestReason {
            throw Failure.parameter("reason", "too-long", "Give at most \(Self.longestReason) characters.")
        }
        return try deciding(other: other) {
            ReviewDecision(try DecisionBook(store).decide(id, other, as: named, reason: reason, by: by))
        }
    }

    /// Undoes a decision by its id.
    public func undoReview(_ id: Int64, by: String) throws -> ReviewDecision {
        try deciding { ReviewDecision(try DecisionBook(store).undo(id, by: by)) }
    }

    /// Undoes the decision in force on a pair.
    public func undoReview(_ id: Int64, _ other: Int64, by: String) throws -> ReviewDecision {
        try deciding {
            let book = try DecisionBook(store)
            guard let decision = try book.decision(on: id, other) else { throw DecisionError.noDecision }
            return ReviewDecision(try book.undo(decision.id, by: by))
        }
    }

    /// All decisions on a complaint, the latest first, those that bind no more included.
    public func decisions(of id: Int64) throws -> [ReviewDecision] {
        try DecisionBook(store).decisions(of: id).map { ReviewDecision($0) }
    }

    /// The pair on which a decision would tell most; nil when none is in doubt.
    /// - Parameter skipped: so many pairs are left for later.
    public func nextReview(skipping skipped: Int = 0, _ visibility: Visibility = .masked) throws -> ReviewPair? {
        guard let pair = try DecisionBook(store).mostUncertain(skipping: skipped),
            let later = try complaint(id: pair.complaint, visibility),
            let earlier = try complaint(id: pair.other, visibility),
            let match = try checker.match(
                of: pair.complaint, to: pair.other, masks: visibility == .masked)
        else { return nil }
        return ReviewPair(complaint: later, other: earlier, match: ShownMatch(match))
    }

    /// How verdicts compare with people's decisions.
    public func evaluate() throws -> Evaluation { try Evaluation(store) }

    /// Gives verdicts to complaints that were stored without; goes on where an earlier run was cut off.
    /// - Parameter all: whether to look at every complaint anew.
    public func dedupe(
        all: Bool = false, progress: (_ checked: Int, _ total: Int) -> Void
    ) throws -> (checked: Int, flagged: Int) {
        let done = try Deduplicator(store).run(all: all) { progress($0.checked, $0.total) }
        return (done.checked, done.flagged)
    }

    /// Hands the pairs found among the complaints that `parameters` select to `body`.
    public func exportDuplicates(_ parameters: SearchParameters, _ body: (DuplicatePair) throws -> Void) throws {
        try export(parameters) { stored in
            for pair in try store.read({ db in try ExportedPair.pairs(of: stored.id, db) }) {
                try body(DuplicatePair(pair))
            }
        }
    }

    /// - Parameter other: the complaint that a caller knows as `other`.
    private func deciding<T>(other: Int64? = nil, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DecisionError {
            if case .noComplaint(let id) = error, id == other { throw Failure.noComplaint("\(id)", field: "other") }
            throw Failure(error)
        }
    }
}

extension Failure {
    init(_ error: DecisionError) {
        switch error {
        case .samePair:
            self.init(.usage, field: "other", code: "same-complaint", detail: "Name two complaints, not one twice.")
        case .noComplaint(let id): self = .noComplaint(String(id))
        case .noDecision:
            self.init(
                .notFound, field: "id", code: "no-such-review", detail: "There is no decision in force to undo.")
        case .contradiction(let decision):
            let word = ReviewDecision.name(decision.verdict)
            self.init(
                .rejected, field: "as", code: "contradicts-review",
                detail:
                    "Review \(decision.id) says that #\(decision.complaintID) and #\(decision.otherID) are \(word), which "
                    + "this would contradict: undo that one first, or decide otherwise.")
        }
    }
}
