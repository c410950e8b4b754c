import BinganService
import ComplaintIndex
import MerchantClusters

/// Clusters for people to read.
enum ClusterText {
    static func text(_ list: ClusterList) -> String {
        var lines = ["\(list.total) clusters; \(list.clusters.count) shown"]
        for cluster in list.clusters {
            lines.append("")
            lines += self.lines(cluster)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func text(_ shown: ShownCluster) -> String {
        var lines = self.lines(shown.summary)
        lines.append("    complaints: " + shown.complaints.map { "#\($0)" }.joined(separator: " "))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ cluster: ClusterSummary) -> [String] {
        let count = cluster.count
        let days = [cluster.firstAt?.day.text, cluster.lastAt?.day.text].compactMap { $0 }
        let head = [
            "cluster \(cluster.id)", cluster.merchantName, cluster.title, cluster.category,
            "\(count.complaints) complaints", "\(count.people) people",
            "\(count.distinct) without \(count.repeats) repeats and \(count.copies) copies",
            days.first == days.last ? days.first : days.joined(separator: " – "),
            cluster.amountCount > 0 ? "\(cluster.amount.text)元" : nil,
        ]
        let tail = [
            "significance \(Numbers.fixed(cluster.significance, 1)) (\(cluster.recent) in 28 days)",
            shares("districts", cluster.districts), shares("channels", cluster.channels),
            cluster.keyTerms.isEmpty ? nil : "terms: " + cluster.keyTerms.map(Terminal.safe).joined(separator: " "),
        ]
        return [
            joined(head), "    " + joined(tail), member("typical", cluster.representative),
            member("weakest", cluster.weakest),
        ].compactMap { $0 }
    }

    private static func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.map(Terminal.safe).joined(separator: "  ")
    }

    private static func shares(_ name: String, _ shares: [ClusterSummary.Share]) -> String? {
        guard !shares.isEmpty else { return nil }
        return "\(name): " + shares.prefix(4).map { "\($0.value) \($0.count)" }.joined(separator: ", ")
    }

    private static func member(_ name: String, _ member: ClusterSummary.Member?) -> String? {
        guard let member else { return nil }
        let text = Terminal.safe(String(member.text.prefix(100)))
        return "    \(name) #\(member.id) (\(Numbers.fixed(member.likeness, 2))): \(text)"
    }
}
