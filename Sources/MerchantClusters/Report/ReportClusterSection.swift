import ComplaintIndex
import ComplaintModel

/// The report's clusters: one block each, with timeline, figures and masked examples.
struct ReportClusterSection {
    private let report: Report

    init(_ report: Report) { self.report = report }

    var html: HTML {
        guard !report.clusters.isEmpty else { return "<h2>问题聚类</h2>\n<p>没有达到最少件数的聚类。</p>\n" }
        let shown =
            report.clusters.count < report.clusterTotal
            ? "（共 \(report.clusterTotal) 类，列前 \(report.clusters.count) 类）" : ""
        return """
            <h2>问题聚类\(shown)</h2>
            \(overview)
            <div style="height:5mm"></div>
            \(HTML.joined(report.clusters.enumerated().map { block($0.offset + 1, $0.element) }))
            """
    }

    private var overview: HTML {
        let rows = report.clusters.enumerated().map { place, cluster -> HTML in
            let summary = cluster.summary
            return """
                <tr><td class="n">\(place + 1)</td><td>\(summary.merchantName ?? "未知商家")</td><td>\(summary.title)</td>\
                <td class="n">\(summary.count.complaints)</td><td class="n">\(summary.count.people)</td>\
                <td class="n">\(summary.count.distinct)</td><td class="n">\(summary.recent)</td>\
                <td class="n">\(ReportWords.yuan(summary.amount))</td></tr>

                """
        }
        return """
            <table><thead><tr><th class="n">序</th><th>商家</th><th>问题</th><th class="n">件数</th><th class="n">人数</th>\
            <th class="n">去重后</th><th class="n">近 28 天</th><th class="n">金额</th></tr></thead><tbody>
            \(HTML.joined(rows))</tbody></table>
            """
    }

    private func block(_ rank: Int, _ cluster: Report.Cluster) -> HTML {
        let summary = cluster.summary
        let count = summary.count
        let campaigns: HTML = summary.campaigns > 0 ? "，其中雷同文本 \(summary.campaigns) 组" : .nothing
        return """
            <section class="cluster">
            <div class="head">
            <h3><span class="rank">\(rank)</span>\(summary.merchantName ?? "未知商家")：\(summary.title)</h3>
            <p class="facts"><b>\(count.complaints)</b> 件，<b>\(count.people)</b> 人，去重后 <b>\(count.distinct)</b> 件\(campaigns)；\
            \(ReportWords.period(summary.firstAt, summary.lastAt))；\(amount(summary))\(burst(summary))</p>
            </div>
            <figure>\(ReportChart.small.drawing(cluster.timeline, label: "走势"))</figure>
            <p class="soft">类别：\(ReportWords.shares(summary.categories))　辖区：\(ReportWords.shares(summary.districts))　渠道：\
            \(ReportWords.shares(channels(summary)))</p>
            <p class="soft">关键词：\(summary.keyTerms.joined(separator: "、"))</p>
            \(HTML.joined(cluster.examples.map { quote($0, "平均相似度") }))\(weakest(cluster))</section>

            """
    }

    private func amount(_ summary: ClusterSummary) -> HTML {
        summary.amountCount == 0 ? "未写明金额" : "金额合计 \(ReportWords.yuan(summary.amount))（\(summary.amountCount) 件）"
    }

    /// Said only where chance would not explain it: below once in a thousand.
    private func burst(_ summary: ClusterSummary) -> HTML {
        guard summary.significance >= 3 else { return .nothing }
        return
            "；<span class=\"alarm\">近 28 天 \(summary.recent) 件，偶然机会约 \(ReportWords.odds(summary.significance))</span>"
    }

    private func channels(_ summary: ClusterSummary) -> [ClusterSummary.Share] {
        summary.channels.map { .init(value: Channel(rawValue: $0.value)?.chineseName ?? $0.value, count: $0.count) }
    }

    private func weakest(_ cluster: Report.Cluster) -> HTML {
        guard let weakest = cluster.summary.weakest, !cluster.examples.contains(where: { $0.id == weakest.id }) else {
            return .nothing
        }
        return quote(weakest, "最弱一件，归入时平均相似度")
    }

    private func quote(_ member: ClusterSummary.Member, _ what: String) -> HTML {
        """
        <blockquote>\(ReportWords.excerpt(member.text))<cite>\(member.number ?? "#\(member.id)")　\
        \(ReportWords.day(member.receivedAt))　\(what) \(ReportWords.percent(member.likeness))</cite></blockquote>

        """
    }
}
