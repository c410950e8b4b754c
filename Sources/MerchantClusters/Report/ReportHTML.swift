import ComplaintIndex
import ComplaintModel
import Crypto
import TextAnalysis

/// A report as one self-contained HTML file in Chinese: nothing is loaded from elsewhere and nothing runs in it.
struct ReportHTML {
    private let report: Report
    private let style: String

    /// - Throws: `DictionaryError` when the style sheet is not in the binary.
    init(_ report: Report) throws(DictionaryError) {
        self.report = report
        style = try IndexFile.named("report.css").text
    }

    var bytes: [UInt8] { Array(page.markup.utf8) }

    private var page: HTML {
        let body = HTML.joined([
            head, figures, timeline, ReportClusterSection(report).html, merchants, breakdown, amounts, senders, method,
        ])
        let digest = PersonKeys.hex(SHA256.hash(data: Array(body.markup.utf8)))
        return """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(report.title) – 消费投诉分析报告</title>
            \(HTML.style(style))</head>
            <body>
            \(body)\(manifest(digest))</body>
            </html>

            """
    }

    private var head: HTML {
        """
        <p class="kicker">消费投诉分析报告</p>
        <h1>\(report.title)</h1>
        <p class="period">\(ReportWords.period(report.firstAt, report.lastAt))收到的投诉、举报与咨询</p>

        """
    }

    private var figures: HTML {
        let count = report.count
        return """
            <div class="figures">
            <div><b>\(count.complaints)</b><span>件登记</span></div>
            <div><b>\(count.people)</b><span>人（\(count.anonymous) 件无联系方式，各计一人）</span></div>
            <div><b>\(count.distinct)</b><span>件（去除重复 \(count.repeats)、雷同 \(count.copies)）</span></div>
            <div class="long"><b>\(ReportWords.yuan(report.amounts.sum))</b><span>涉案金额（\(report.amounts.count) 件写明）</span></div>
            </div>
            <p class="soft">登记件数 \(count.complaints) = 去重后 \(count.distinct) + 同一人同一事再次登记 \(count.repeats) + 不同人提交的雷同文本 \
            \(count.copies)。</p>

            """
    }

    private var timeline: HTML {
        guard !report.timeline.points.isEmpty else { return .nothing }
        let step = report.timeline.step == .week ? "周" : "月"
        return """
            <h2>时间走势</h2>
            <figure>\(ReportChart.whole.drawing(report.timeline, label: "每\(step)件数"))
            <figcaption>每\(step)收到件数。<span class="key">去重后</span><span class="key others">重复与雷同</span></figcaption></figure>

            """
    }

    private var merchants: HTML {
        guard !report.merchants.isEmpty else { return .nothing }
        let most = report.merchants.map(\.count.distinct).max() ?? 1
        let rows = report.merchants.enumerated().map { place, merchant -> HTML in
            """
            <tr><td class="n">\(place + 1)</td><td>\(merchant.name)</td><td class="n">\(merchant.count.complaints)</td>\
            <td class="n">\(merchant.count.people)</td><td class="n">\(merchant.count.distinct)</td>\
            <td class="n">\(merchant.recent)</td><td class="n">\(ReportWords.yuan(merchant.amount))</td>\
            <td class="n">\(ReportWords.day(merchant.lastAt))</td>\(ReportWords.bar(merchant.count.distinct, of: most))</tr>

            """
        }
        let shown =
            report.merchants.count < report.merchantTotal ? "（共 \(report.merchantTotal) 家，列前 \(rows.count) 家）" : ""
        return """
            <h2>商家排名\(shown)</h2>
            <table><thead><tr><th class="n">序</th><th>商家</th><th class="n">件数</th><th class="n">人数</th><th class="n">去重后</th>\
            <th class="n">近 28 天</th><th class="n">金额</th><th class="n">最近</th><th></th></tr></thead><tbody>
            \(HTML.joined(rows))</tbody></table>
            <p class="soft">按去重后件数排序；“近 28 天”以本报告最后一件的收到日为止，去重后计。另有 \(report.withoutMerchant) 件未写明商家，不在排名之内。</p>

            """
    }

    private var breakdown: HTML {
        """
        <h2>类别、辖区与渠道</h2>
        \(table("类别", report.categories))
        <div class="columns" style="margin-top:4mm">
        \(table("辖区", report.districts))
        \(table("渠道", report.channels))
        </div>

        """
    }

    /// Most values of one table.
    private static let rowLimit = 15

    private func table(_ name: String, _ rows: [Report.Row]) -> HTML {
        let shown = rows.prefix(Self.rowLimit).map { row -> HTML in
            """
            <tr><td>\(row.value.isEmpty ? "未填" : row.value)</td><td class="n">\(row.count.complaints)</td>\
            <td class="n">\(row.count.people)</td><td class="n">\(row.count.distinct)</td></tr>

            """
        }
        let rest = rows.dropFirst(Self.rowLimit).reduce(0) { $0 + $1.count.complaints }
        let more: HTML =
            rest > 0
            ? "<tr><td>其余 \(rows.count - Self.rowLimit) 项</td><td class=\"n\">\(rest)</td><td></td><td></td></tr>\n"
            : .nothing
        return """
            <table><thead><tr><th>\(name)</th><th class="n">件数</th><th class="n">人数</th><th class="n">去重后</th></tr></thead><tbody>
            \(HTML.joined(shown))\(more)</tbody></table>
            """
    }

    private var amounts: HTML {
        guard report.amounts.count > 0 else { return .nothing }
        let most = report.amounts.bands.map(\.count).max() ?? 1
        let rows = report.amounts.bands.map { band -> HTML in
            "<tr><td>\(band.label)</td><td class=\"n\">\(band.count)</td>\(ReportWords.bar(band.count, of: max(1, most)))</tr>\n"
        }
        let median = report.amounts.median.map(ReportWords.yuan) ?? "–"
        let largest = report.amounts.largest.map(ReportWords.yuan) ?? "–"
        return """
            <h2>涉案金额</h2>
            <p>\(report.amounts.count) 件写明金额，合计 \(ReportWords.yuan(report.amounts.sum))，中位数 \(median)，最高 \(largest)。重复登记不再计入。</p>
            <table><thead><tr><th>金额</th><th class="n">件数</th><th></th></tr></thead><tbody>
            \(HTML.joined(rows))</tbody></table>

            """
    }

    private var senders: HTML {
        guard !report.senders.isEmpty else { return .nothing }
        let rows = report.senders.map { sender -> HTML in
            """
            <tr><td>投诉人\(sender.role)</td><td class="n">\(sender.complaints)</td><td class="n">\(sender.merchants)</td>\
            <td class="n">\(ReportWords.percent(sender.likeness))</td><td class="n">\(ReportWords.period(sender.firstAt, sender.lastAt))</td></tr>

            """
        }
        return """
            <h2>同一模板投诉多家商家的人员</h2>
            <p class="soft">以下人员以几乎相同的文字投诉至少 \(TemplateSenders.leastMerchants) 家商家，只以代号列出；其件数已含在上文各数之中，评价商家时宜另行考虑。</p>
            <table><thead><tr><th>代号</th><th class="n">件数</th><th class="n">商家数</th><th class="n">文字相似度</th>\
            <th class="n">收到日期</th></tr></thead><tbody>
            \(HTML.joined(rows))</tbody></table>

            """
    }

    private var method: HTML {
        """
        <h2>方法说明</h2>
        <ol class="method">
        <li>三种计数：<b>件数</b>为全部登记；<b>人数</b>以电话或证件号码的加密摘要区分，没有号码的每件计一人；<b>去重后</b>不计同一人就同一事的再次登记（重复）和不同人提交的雷同文本（雷同）。</li>
        <li>聚类：同一商家之内，按文字中与问题有关的词（去除商家名称、数字、套话，越少见的词越重）比较，与一类中各件的平均相似度达到界限才归入，两类只有相互之间与各自内部同样相近才合并，避免连锁并入。每类列出“最弱一件”供核对。</li>
        <li>突增：以最近 28 天的去重件数与该类此前的日均相比（泊松分布）；“偶然机会”为没有变化时出现这么多件的概率。</li>
        <li>金额取投诉人填写的涉案金额，未经核实。投诉内容为投诉人的说法，不代表已查实的事实。</li>
        <li>文中的姓名、电话与证件号码已经遮盖。</li>
        </ol>

        """
    }

    private func manifest(_ digest: String) -> HTML {
        let manifest = report.manifest
        let arguments = manifest.arguments.map { "--\($0.name) \($0.value)" }.joined(separator: " ")
        return """
            <section class="manifest">
            <h2>清单</h2>
            <dl>
            <dt>查询</dt><dd>report \(arguments)</dd>
            <dt>计入件数</dt><dd>\(manifest.complaints)（最后一件 id \(manifest.lastID)）</dd>
            <dt>数据摘要</dt><dd>sha256:\(manifest.rowsHash)</dd>
            <dt>正文摘要</dt><dd>sha256:\(digest)</dd>
            <dt>分析器</dt><dd>\(manifest.analyzer)；报告版式 \(Report.Manifest.layout)</dd>
            </dl>
            <p>同一数据库、同一查询得到逐字节相同的报告。数据摘要依 id 次序取各件的 id、版本与内容摘要。</p>
            </section>

            """
    }
}
