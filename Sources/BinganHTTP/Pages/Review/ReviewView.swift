import BinganService
import ComplaintIndex
import ComplaintModel

/// What the template of the review queue shows.
struct ReviewView {
    struct Side {
        let id: Int64
        let number: String?
        let received: String
        let status: String
        let statusClass: String
        /// Merchant, channel, person and the like: what one compares first.
        let facts: [String]
        let segments: [TextSegment]

        init(_ stored: StoredComplaint, marks: [Range<Int>]) {
            let complaint = stored.complaint
            id = stored.id
            number = complaint.number
            received = complaint.receivedAt.map(Wording.moment) ?? ""
            status = complaint.handling.status.chineseName
            statusClass = complaint.handling.status.rawValue
            facts = [
                complaint.merchant.name, complaint.channel.chineseName, complaint.complainant.name,
                complaint.complainant.phone, complaint.orderNumber.map { "订单 " + $0 },
                complaint.amount.map { Wording.yuan($0) + " 元" }, complaint.district,
            ].compactMap { $0 }
            segments = CandidateView.marked(complaint.text, marks, longest: CandidateView.longestOfTwo)
        }
    }

    struct Pair {
        let this: Int64
        let other: Int64
        let verdict: String
        let verdictClass: String
        let probability: String
        let sides: [Side]
        let evidence: [CandidateView.Reason]
        let minor: [CandidateView.Reason]
        let hasMinor: Bool
        let choices: [CandidateView.Choice]
        let skipHref: String

        init(_ pair: ReviewPair, skipped: Int) {
            this = pair.complaint.id
            other = pair.other.id
            verdict = Wording.verdict(pair.match.verdict)
            verdictClass = pair.match.verdict.rawValue
            probability = Wording.percent(pair.match.probability)
            let passages = pair.match.evidence.flatMap(\.passages)
            sides = [
                Side(pair.complaint, marks: passages.map(\.this)), Side(pair.other, marks: passages.map(\.other)),
            ]
            (evidence, minor) = CandidateView.reasons(pair.match)
            hasMinor = !minor.isEmpty
            choices = CandidateView.choices(nil)
            skipHref = PageLink(path: "/review", pairs: [("skip", "\(skipped + 1)")]).text
        }
    }

    /// The pair decided on before, whose decision can be taken back.
    struct Undo {
        let this: Int64
        let other: Int64
    }

    /// Where decisions are sent.
    let action: String
    let pair: Pair?
    let undo: Undo?
}
