import BinganService
import ComplaintIndex
import ComplaintModel

/// One hit as the search page lists it.
struct HitView {
    let id: Int64
    let href: String
    /// The merchant's name, or what there is instead.
    let title: String
    let category: String?
    let district: String?
    let status: String
    let statusClass: String
    /// RFC 3339, and as it is read.
    let received: String?
    let receivedText: String
    let segments: [TextSegment]
    let number: String?
    let kind: String
    let channel: String
    let amount: String?
    /// Whether the hits from here on hold only some of the words.
    let startsRelaxed: Bool

    /// - Parameter origin: what a complaint's address says of the search.
    init(_ hit: ShownHit, _ origin: [(name: String, value: String)], startsRelaxed: Bool) {
        id = hit.id
        href = PageLink(path: "/complaints/\(hit.id)", pairs: origin).text
        title = hit.merchantName ?? "（未写商家）"
        category = hit.category
        district = hit.district
        status = hit.status.chineseName
        statusClass = hit.status.rawValue
        received = hit.receivedAt?.text
        receivedText = hit.receivedAt.map(Wording.moment) ?? ""
        segments = TextSegment.cut(hit.snippet, hit.highlights)
        number = hit.number
        kind = hit.kind.chineseName
        channel = hit.channel.chineseName
        amount = hit.amount.map(Wording.yuan)
        self.startsRelaxed = startsRelaxed
    }
}
