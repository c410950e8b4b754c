import ComplaintModel
import DuplicateDetection

/// What a complaint is to the earlier ones, as it may be shown: excerpts and evidence were masked as they were made.
public struct ShownDuplicate: Sendable {
    public let verdict: Verdict
    /// Calibrated; of `new`, that no earlier complaint is repeated, copied or related.
    public let probability: Double
    /// Whether a person's decision made it so.
    public let isDecided: Bool
    /// The best candidates, best first, also when the verdict is `new`.
    public let of: [ShownMatch]

    init(_ answer: DuplicateAnswer) {
        verdict = answer.verdict
        probability = answer.probability
        isDecided = answer.isDecided
        of = answer.matches.map { ShownMatch($0) }
    }
}

/// One earlier complaint with what this one is to it, and why.
public struct ShownMatch: Sendable {
    private let match: Match

    init(_ match: Match) {
        self.match = match
    }

    public var id: Int64 { match.id }
    public var number: String? { match.number }
    public var verdict: Verdict { match.verdict }
    public var probability: Double { match.probability }
    public var excerpt: String { match.excerpt }
    public var receivedAt: Timestamp? { match.receivedAt.map { Timestamp(epochSeconds: $0) } }
    public var status: String { match.status }
    public var district: String? { match.district }
    public var evidence: [ShownEvidence] { match.evidence.map { ShownEvidence($0) } }
    /// The sum of the evidence, in log-odds against `new`.
    public var score: Double { match.score }
    /// Whether a person decided it.
    public var isDecided: Bool { match.isDecided }
}

/// One reason, in words that may be shown.
public struct ShownEvidence: Sendable {
    /// `person`, `text`, `order` …; `rest` for those that weigh little.
    public let kind: String
    public let level: String
    /// Chinese, then English.
    public let detail: String
    /// Log-odds for the match's verdict against `new`; all weights add up to the match's score.
    public let weight: Double
    /// Half-open ranges of Unicode scalars: in this text, in the other.
    public let passages: [(this: Range<Int>, other: Range<Int>)]

    init(_ evidence: Evidence) {
        (kind, level, detail, weight) = (evidence.kind, evidence.level, evidence.detail, evidence.weight)
        passages = evidence.passages.map { ($0.this, $0.other) }
    }
}
