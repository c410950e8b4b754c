import BinganService
import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// What the templates of clusters show.
struct ClusterPage {
    let service: BinganService
    let visitor: PageVisitor

    struct ListView {
        let total: String?
        let asOf: String?
        let reportHref: String?
        let fault: String?
        let fields: [FieldView]
        let rows: [ClusterRow]
        let hasRows: Bool
        var pager: PagerView?
    }

    struct View {
        struct Member {
            let id: Int64
            let received: String
            let text: String
            let status: String
            let statusClass: String
        }

        struct Example {
            let label: String
            let id: Int64
            let text: String
            let remark: String
        }

        struct ShareRow {
            let label: String
            let share: Int
            let count: String
        }

        struct Shares {
            let label: String
            let rows: [ShareRow]
        }

        let id: Int64
        let title: String
        let merchantName: String?
        let merchantHref: String?
        let reportHref: String
        let figures: [StatsView.Figure]
        let chart: ChartView?
        let members: [Member]
        let hasMembers: Bool
        let memberText: String
        let examples: [Example]
        let shares: [Shares]
    }

    /// Members that a page lists, and scalars of each.
    private static let shownMembers = 50
    private static let excerpt = 70

    /// - Parameter pairs: what the address says.
    func list(
        _ parameters: ClusterParameters, _ pages: ListPages, _ pairs: [(name: String, value: String)]
    ) throws -> (view: ListView, failure: Failure?) {
        do {
            let list = try service.clusters(parameters, visitor.visibility, after: pages.after)
            let report = PageLink(path: "/v1/report", pairs: Self.reportPairs(parameters))
            return (
                ListView(
                    total: Wording.grouped(list.total), asOf: list.asOf?.text, reportHref: report.text, fault: nil,
                    fields: Self.fields(parameters), rows: list.clusters.map(ClusterRow.init),
                    hasRows: !list.clusters.isEmpty, pager: pages.pager("/clusters", pairs, total: list.total)), nil
            )
        } catch {
            let failure = Failure(error)
            guard failure.kind == .usage else { throw error }
            let fault = PageFault.sentence(failure)
            return (
                ListView(
                    total: nil, asOf: nil, reportHref: nil, fault: fault, fields: Self.fields(parameters), rows: [],
                    hasRows: false), failure
            )
        }
    }

    private static func reportPairs(_ parameters: ClusterParameters) -> [(name: String, value: String)] {
        parameters.given.filter { ["merchant", "from", "to"].contains($0.name) }
    }

    private static func fields(_ parameters: ClusterParameters) -> [FieldView] {
        let texts: [ClusterParameter] = [.merchant, .category, .district, .from, .to, .minSize]
        let lines = texts.map { parameter in
            FieldView(
                parameter.rawValue, Wording.field(parameter.rawValue), .line("text"), value: parameters[parameter]
            )
            .with { field in
                if parameter == .from || parameter == .to { field.hint = "如 2021-03" }
                if parameter == .minSize { (field.hint, field.mode) = ("3", "numeric") }
            }
        }
        let sorts = ClusterSort.allCases.map { ($0.rawValue, Wording.sort($0)) }
        return lines + [
            FieldView(
                "sort", "排序", .choice(sorts), value: parameters[.sort] ?? ClusterSort.significance.rawValue)
        ]
    }

    func view(id: Int64) throws -> View? {
        guard let found = try service.cluster(id: id, visitor.visibility) else { return nil }
        let cluster = found.summary
        let row = ClusterRow(cluster)
        let members = try found.complaints.suffix(Self.shownMembers).reversed().compactMap { try member($0) }
        let count = found.complaints.count
        return View(
            id: cluster.id, title: row.title, merchantName: row.merchantName, merchantHref: row.merchantHref,
            reportHref: PageLink(path: "/v1/report", pairs: [("cluster", "\(cluster.id)")]).text,
            figures: Self.figures(cluster), chart: ChartView(title: "每日来件", Self.days(cluster)), members: members,
            hasMembers: !members.isEmpty,
            memberText: count > members.count ? "最近 \(members.count) 件，共 \(Wording.grouped(count)) 件" : "\(count) 件",
            examples: Self.examples(cluster),
            shares: [
                Self.shares("辖区", cluster.districts, "district"), Self.shares("渠道", cluster.channels, "channel"),
                Self.shares("类别", cluster.categories, "category"),
            ].compactMap { $0 })
    }

    private static func figures(_ cluster: ClusterSummary) -> [StatsView.Figure] {
        let count = cluster.count
        return [
            StatsView.Figure(
                label: "件数", value: Wording.grouped(count.complaints),
                remark: "重复 \(count.repeats)，雷同 \(count.copies)"),
            StatsView.Figure(label: "人数", value: Wording.grouped(count.people), remark: "每人只数一次"),
            StatsView.Figure(label: "去重", value: Wording.grouped(count.distinct), remark: "不计重复与雷同"),
            StatsView.Figure(
                label: "近 28 天", value: Wording.grouped(cluster.recent),
                remark: "显著度 " + Wording.tenths(cluster.significance)),
            StatsView.Figure(
                label: "涉及金额（元）", value: Wording.yuan(cluster.amount), remark: "\(cluster.amountCount) 件有金额"),
            StatsView.Figure(label: "模板", value: Wording.grouped(cluster.campaigns), remark: "多人发送的相同文字"),
        ]
    }

    /// Counts by day without gaps; by week where there are too many days for a chart.
    private static func days(_ cluster: ClusterSummary) -> [(label: String, count: Int)] {
        guard let first = cluster.days.first?.day, let last = cluster.days.last?.day else { return [] }
        let step = last - first > 200 ? 7 : 1
        var counts = [Int](repeating: 0, count: min(5000, (last - first) / step + 1))
        for day in cluster.days {
            let place = (day.day - first) / step
            if counts.indices.contains(place) { counts[place] += day.count }
        }
        return counts.enumerated().map { place, count in
            (DayDate(daysSince1970: Int32(clamping: first + place * step)).text, count)
        }
    }

    private func member(_ id: Int64) throws -> View.Member? {
        guard let complaint = try service.complaint(id: id, visitor.visibility)?.complaint else { return nil }
        let scalars = complaint.text.unicodeScalars
        let text = String(String.UnicodeScalarView(scalars.prefix(Self.excerpt)))
        return View.Member(
            id: id, received: complaint.receivedAt?.day.text ?? "",
            text: scalars.count > Self.excerpt ? text + "…" : text, status: complaint.handling.status.chineseName,
            statusClass: complaint.handling.status.rawValue)
    }

    private static func examples(_ cluster: ClusterSummary) -> [View.Example] {
        [("最有代表性", cluster.representative), ("最勉强的一件", cluster.weakest)].compactMap { label, member in
            member.map { member in
                View.Example(
                    label: label, id: member.id, text: member.text,
                    remark: "与同组来件的平均相似度 \(Wording.percent(member.likeness))")
            }
        }
    }

    private static func shares(_ label: String, _ shares: [ClusterSummary.Share], _ field: String) -> View.Shares? {
        self.shares(label, shares.map { (value: $0.value, count: $0.count) }, field)
    }

    static func shares(_ label: String, _ shares: [(value: String, count: Int)], _ field: String) -> View.Shares? {
        guard let most = shares.map(\.count).max(), most > 0 else { return nil }
        return View.Shares(
            label: label,
            rows: shares.prefix(10).map { share in
                View.ShareRow(
                    label: Wording.value(share.value, of: field), share: share.count * 100 / most,
                    count: Wording.grouped(share.count))
            })
    }
}
