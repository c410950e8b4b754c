import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// Clusters as CSV, one a line.
public enum ClusterCSV {
    private static let names = [
        "id", "merchant.id", "merchant.name", "title", "category", "complaints", "people", "distinct", "repeats",
        "copies", "campaigns", "first_at", "last_at", "amount", "amount_count", "districts", "channels", "key_terms",
        "significance", "recent", "representative.id", "representative.number", "representative.excerpt", "weakest.id",
        "weakest.likeness",
    ]

    public static func bytes(_ clusters: [ClusterSummary]) -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = CSVWriter()
        writer.append(names, to: &bytes)
        for cluster in clusters { writer.append(fields(cluster), to: &bytes) }
        return bytes
    }

    private static func fields(_ c: ClusterSummary) -> [String?] {
        let counts = [
            c.count.complaints, c.count.people, c.count.distinct, c.count.repeats, c.count.copies, c.campaigns,
        ]
        let head: [String?] = ["\(c.id)", c.merchantID.map { "\($0)" }, c.merchantName, c.title, c.category]
        let middle: [String?] = [
            c.firstAt?.text, c.lastAt?.text, c.amount.text, "\(c.amountCount)", joined(c.districts), joined(c.channels),
            c.keyTerms.joined(separator: " "), rounded(c.significance, 100), "\(c.recent)",
        ]
        let tail: [String?] = [
            c.representative.map { "\($0.id)" }, c.representative?.number, c.representative?.text,
            c.weakest.map { "\($0.id)" }, c.weakest.map { rounded($0.likeness, 1000) },
        ]
        return head + counts.map { "\($0)" } + middle + tail
    }

    private static func rounded(_ value: Double, _ scale: Double) -> String { "\((value * scale).rounded() / scale)" }

    private static func joined(_ shares: [ClusterSummary.Share]) -> String {
        shares.map { "\($0.value) \($0.count)" }.joined(separator: "; ")
    }
}
