import BinganService
import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// A cluster in a list.
struct ClusterRow {
    let id: Int64
    let title: String
    let merchantName: String?
    let merchantHref: String?
    let isSignificant: Bool
    let span: String
    let complaints: String
    let people: String
    let distinct: String
    let recent: String
    let significance: String?
    let amount: String?
    let districtNames: String?
    let terms: String?

    /// From here on a count is worth a look: chance shows it once in a thousand looks.
    private static let notable = 3.0

    init(_ cluster: ClusterSummary) {
        id = cluster.id
        title = cluster.title.isEmpty ? "（无题）" : cluster.title
        merchantName = cluster.merchantName
        merchantHref = cluster.merchantID.map { "/merchants/\($0)" }
        isSignificant = cluster.significance >= Self.notable
        span = [cluster.firstAt, cluster.lastAt].compactMap { $0?.day.text }.uniqued.joined(separator: " — ")
        complaints = Wording.grouped(cluster.count.complaints)
        people = Wording.grouped(cluster.count.people)
        distinct = Wording.grouped(cluster.count.distinct)
        recent = Wording.grouped(cluster.recent)
        significance = cluster.significance >= 0.05 ? Wording.tenths(cluster.significance) : nil
        amount = cluster.amount > .zero ? Wording.yuan(cluster.amount) : nil
        let districts = cluster.districts.prefix(3).map { "\($0.value) \($0.count)" }
        districtNames = districts.isEmpty ? nil : districts.joined(separator: "、")
        terms = cluster.keyTerms.isEmpty ? nil : cluster.keyTerms.prefix(5).joined(separator: " ")
    }
}

extension [String] {
    /// Each once, in order.
    fileprivate var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
