import ComplaintIndex
import ComplaintModel
import GRDB

/// How verdicts compare with people's decisions.
public struct Evaluation: Sendable {
    /// One verdict's figures.
    public struct Figures: Sendable, Equatable {
        public var verdict: Verdict
        /// Pairs to which the model gives it, and to which people did.
        public var given = 0
        public var decided = 0
        public var right = 0

        public var precision: Double? { given > 0 ? Double(right) / Double(given) : nil }
        public var recall: Double? { decided > 0 ? Double(right) / Double(decided) : nil }
    }

    /// What is said with some probability, and how often it held.
    public struct Bin: Sendable, Equatable {
        public var from: Double
        public var count = 0
        public var said = 0.0
        public var right = 0
    }

    /// What another threshold for `duplicate` would give.
    public struct Choice: Sendable, Equatable {
        public var threshold: Double
        public var given = 0
        public var right = 0
        public var decided = 0
        /// Complaints of the index whose best pair reaches it.
        public var complaints = 0
    }

    public var pairs = 0
    public var figures: [Figures] = Verdict.allCases.map { Figures(verdict: $0) }
    public var bins: [Bin] = (0..<10).map { Bin(from: Double($0) / 10) }
    public var choices: [Choice] = [0.3, 0.5, 0.7, 0.9, 0.95, 0.99].map { Choice(threshold: $0) }
    public var threshold = 0.0

    private init(empty: Void) {}

    /// The expected calibration error over ten bins (Naeini et al. 2015).
    public var calibrationError: Double {
        pairs == 0 ? 0 : bins.reduce(0) { $0 + abs($1.said - Double($1.right)) } / Double(pairs)
    }

    mutating func add(_ odds: Odds, _ given: Verdict, decided: Verdict) {
        pairs += 1
        for place in figures.indices {
            let verdict = figures[place].verdict
            if given == verdict { figures[place].given += 1 }
            if decided == verdict { figures[place].decided += 1 }
            if given == verdict && decided == verdict { figures[place].right += 1 }
        }
        let bin = min(9, Int(odds[given] * 10))
        bins[bin].count += 1
        bins[bin].said += odds[given]
        if given == decided { bins[bin].right += 1 }
        for place in choices.indices {
            if decided == .duplicate { choices[place].decided += 1 }
            guard odds.duplicate >= choices[place].threshold else { continue }
            choices[place].given += 1
            if decided == .duplicate { choices[place].right += 1 }
        }
    }
}

extension Evaluation {
    /// Judges every pair that people decided as if nobody had, and compares. O(decisions).
    package init(_ store: Store) throws {
        let engine = try DuplicateEngine(store)
        var evaluation = Evaluation(empty: ())
        evaluation.threshold = Double(engine.scorer.weights.thresholds.duplicate)
        try store.read { db in
            let finder = try DuplicateFinder(db, engine)
            let rows = try Row.fetchCursor(db.statement(.decisionsInForce))
            while let row = try rows.next() {
                let decision = DecisionBook.decision(row)
                guard let judgement = try finder.judgement(of: decision.complaintID, to: decision.otherID) else {
                    continue
                }
                evaluation.add(judgement.odds, judgement.verdict, decided: decision.verdict)
            }
            for place in evaluation.choices.indices {
                evaluation.choices[place].complaints =
                    try db.value(.countPairsFrom, [evaluation.choices[place].threshold], as: Int.self) ?? 0
            }
        }
        self = evaluation
    }
}
