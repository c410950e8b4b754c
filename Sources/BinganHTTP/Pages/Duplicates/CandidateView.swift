import BinganService
import ComplaintModel
import DuplicateDetection

/// One complaint that another may be a repeat of, with the reasons and what one can decide.
struct CandidateView {
    struct Reason {
        let detail: String
        /// Nil for a reason that weighs nothing.
        let weight: String?
    }

    struct Choice {
        let value: String
        let label: String
        let key: String
        let isCurrent: Bool
    }

    /// The form by which a person decides.
    struct Decide {
        let action: String
        let other: Int64
        let choices: [Choice]
        let undoable: Bool
    }

    let id: Int64
    let href: String
    /// Whether the reader may open it.
    let canOpen: Bool
    let merchant: String?
    let number: String?
    /// Nothing but likeness, as far as is known: nobody decided it either.
    let isNew: Bool
    let verdict: String
    let verdictClass: String
    let probability: String?
    let status: String
    let statusClass: String
    let district: String?
    let received: String?
    let receivedText: String
    let age: String
    let excerpt: String
    /// Whether both texts stand side by side.
    let isPair: Bool
    let ours: [TextSegment]
    let theirs: [TextSegment]
    /// The strongest reasons, then the others: together they add up to the score.
    let evidence: [Reason]
    let minor: [Reason]
    let hasEvidence: Bool
    let hasMinor: Bool
    let decide: Decide?

    /// Scalars of a text that stands beside another, on a page with several and on one with two; the whole is a click
    /// away.
    private static let longestText = 700
    static let longestOfTwo = 1500

    /// - Parameters:
    ///   - texts: both texts as they may be shown, this one first; nil for an excerpt alone.
    ///   - action: where a decision is sent; nil where none can be made.
    init(
        _ match: ShownMatch, merchant: String?, texts: (this: String, other: String)?, action: String?, canOpen: Bool,
        now: Timestamp
    ) {
        id = match.id
        href = "/complaints/\(match.id)"
        self.canOpen = canOpen
        self.merchant = merchant
        number = match.number
        isNew = match.verdict == .new && !match.isDecided
        verdict = Wording.verdict(match.verdict) + (match.isDecided ? "（人工认定）" : "")
        verdictClass = match.verdict.rawValue
        probability = match.isDecided ? nil : Wording.percent(match.probability)
        let state = Status(rawValue: match.status)
        status = state?.chineseName ?? match.status
        statusClass = state?.rawValue ?? ""
        district = match.district
        received = match.receivedAt?.text
        receivedText = match.receivedAt.map { $0.day.text } ?? ""
        age = match.receivedAt.map { Wording.age($0, now: now) } ?? ""
        excerpt = match.excerpt
        isPair = texts != nil
        let passages = match.evidence.flatMap(\.passages)
        ours = texts.map { Self.marked($0.this, passages.map(\.this)) } ?? []
        theirs = texts.map { Self.marked($0.other, passages.map(\.other)) } ?? []
        (evidence, minor) = Self.reasons(match)
        hasMinor = !minor.isEmpty
        hasEvidence = !evidence.isEmpty
        decide = action.map { action in
            Decide(
                action: action, other: match.id, choices: Self.choices(match.isDecided ? match.verdict : nil),
                undoable: match.isDecided)
        }
    }

    /// What a person can decide, with the key for each.
    static func choices(_ current: Verdict?) -> [Choice] {
        let chosen = current.map { $0 == .new ? "different" : $0.rawValue }
        let all = [("duplicate", "重复", "1"), ("copy", "雷同", "2"), ("related", "关联", "3"), ("different", "不同", "4")]
        return all.map { Choice(value: $0, label: $1, key: $2, isCurrent: $0 == chosen) }
    }

    /// Reasons that a page shows at once.
    private static let strongest = 6

    /// The strongest reasons, and the others.
    static func reasons(_ match: ShownMatch) -> (strong: [Reason], minor: [Reason]) {
        let reasons = match.evidence.map { reason in
            Reason(detail: Wording.chinese(reason.detail), weight: Wording.weight(reason.weight))
        }
        return (Array(reasons.prefix(strongest)), Array(reasons.dropFirst(strongest)))
    }

    /// The text with its marks; a long one is cut.
    static func marked(_ text: String, _ ranges: [Range<Int>], longest: Int = longestText) -> [TextSegment] {
        let scalars = text.unicodeScalars
        let isCut = scalars.count > longest
        let shown = isCut ? String(String.UnicodeScalarView(scalars.prefix(longest))) : text
        let marks = ranges.sorted { $0.lowerBound < $1.lowerBound }
        return TextSegment.cut(shown, marks) + (isCut ? [TextSegment(text: "…", isMarked: false)] : [])
    }
}
