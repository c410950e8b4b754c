import BinganService
import ComplaintIndex
import ComplaintModel
import DuplicateDetection

/// What a complaint repeats, copies or has to do with.
struct DuplicatesView {
    let verdict: String?
    let verdictClass: String
    let probability: String?
    /// Those that it may have to do with, then those that only look a little like it.
    let candidates: [CandidateView]
    let others: [CandidateView]
    let hasCandidates: Bool
    let hasOthers: Bool

    /// Candidates that a page shows, and those of them whose text stands beside the complaint's.
    static let shown = 5
    static let beside = 3

    init(verdict: ShownDuplicate?, candidates: [CandidateView]) {
        self.verdict = verdict.map { Wording.verdict($0.verdict) + ($0.isDecided ? "（人工认定）" : "") }
        verdictClass = verdict?.verdict.rawValue ?? ""
        probability = verdict.flatMap { $0.isDecided ? nil : Wording.percent($0.probability) }
        self.candidates = candidates.filter { !$0.isNew }
        others = candidates.filter(\.isNew)
        hasCandidates = !self.candidates.isEmpty
        hasOthers = !others.isEmpty
    }
}

extension DuplicatesView {
    /// The candidates of a stored complaint, earlier and later.
    /// - Parameters:
    ///   - matches: best first; a page shows the first few.
    ///   - keep: what the forms' address ends in.
    static func of(
        _ stored: StoredComplaint, _ matches: [ShownMatch], _ service: BinganService, _ visitor: PageVisitor,
        keep: String = ""
    ) throws -> DuplicatesView {
        let verdict = try service.duplicate(of: stored.id, visitor.visibility)
        let candidates = try matches.prefix(shown).enumerated().map { place, match in
            let other = try service.complaint(id: match.id, visitor.visibility)?.complaint
            let texts = place < beside ? other.map { (this: stored.complaint.text, other: $0.text) } : nil
            return CandidateView(
                match, merchant: other?.merchant.name, texts: texts,
                action: visitor.mayActAs(.search) ? "/complaints/\(stored.id)/review" + keep : nil,
                canOpen: visitor.mayActAs(.search), now: .now)
        }
        return DuplicatesView(verdict: verdict, candidates: candidates)
    }
}
