import ComplaintModel
import MerchantClusters

/// What the templates of merchants show.
struct MerchantsView {
    struct Row {
        let id: Int64
        let name: String
        let complaints: String
        let names: Int
        let branches: Int
        let amount: String
        let first: String
        let last: String

        init(_ merchant: MerchantSummary) {
            id = merchant.id
            name = merchant.name
            complaints = Wording.grouped(merchant.complaints)
            names = merchant.names
            branches = merchant.branches
            amount = merchant.amount > .zero ? Wording.yuan(merchant.amount) : ""
            first = merchant.firstAt?.day.text ?? ""
            last = merchant.lastAt?.day.text ?? ""
        }
    }

    let q: String
    let total: String
    let rows: [Row]
    let hasRows: Bool
    let pager: PagerView?
}

struct MerchantView {
    struct Name {
        let name: String
        let complaints: String
        let remarks: String?
        let reasons: [String]
        let certainty: String?
        let canPart: Bool
    }

    struct Linked {
        let id: Int64
        let name: String
        let what: String
    }

    struct Decision {
        let at: String
        let by: String
        let what: String
        let why: String?
        let undone: String?
    }

    let id: Int64
    let name: String
    let brand: String?
    let searchHref: String
    let reportHref: String
    let fault: String?
    let typed: Typed?
    let figures: [StatsView.Figure]
    let chart: ChartView?
    let clusters: [ClusterRow]
    let hasClusters: Bool
    let names: [Name]
    let branches: [ClusterPage.View.ShareRow]
    let hasBranches: Bool
    let linked: [Linked]
    let hasLinked: Bool
    let shares: [ClusterPage.View.Shares]
    let decisions: [Decision]
    let hasDecisions: Bool
    let canUndo: Bool

    /// What somebody typed to join another merchant, and it wasn't taken.
    struct Typed {
        let other: String
        let reason: String
    }

    init(_ merchant: MerchantDetail, clusters: [ClusterRow], typed: Typed? = nil, fault: String? = nil) {
        let summary = merchant.summary
        id = summary.id
        name = summary.name
        brand = merchant.brand.isEmpty ? nil : merchant.brand
        searchHref = PageLink(path: "/", pairs: [("merchant", summary.name)]).text
        reportHref = PageLink(path: "/v1/report", pairs: [("merchant", "\(summary.id)")]).text
        self.fault = fault
        self.typed = typed
        figures = Self.figures(summary)
        chart = Self.chart(merchant)
        self.clusters = clusters
        hasClusters = !clusters.isEmpty
        names = Self.names(merchant.mentions)
        branches = merchant.branches.map {
            ClusterPage.View.ShareRow(label: $0.name, share: 0, count: Wording.grouped($0.complaints))
        }
        hasBranches = !branches.isEmpty
        linked = merchant.linked.map { Linked(id: $0.id, name: $0.name, what: Self.words($0)) }
        hasLinked = !linked.isEmpty
        shares = [
            ClusterPage.shares("类别", merchant.categories, "category"),
            ClusterPage.shares("辖区", merchant.districts, "district"),
        ].compactMap { $0 }
        decisions = merchant.decisions.reversed().map(Self.decision)
        hasDecisions = !decisions.isEmpty
        canUndo = merchant.decisions.contains { $0.undoneAt == nil }
    }

    /// Days of a span that is still told day by day, and week by week; months beyond.
    private static let (byDay, byWeek) = (62, 200)

    private static func chart(_ merchant: MerchantDetail) -> ChartView? {
        guard let first = merchant.days.first?.day, let last = merchant.days.last?.day, last - first < byWeek else {
            return ChartView(title: "每月来件", merchant.timeline.map { (label: $0.month, count: $0.count) })
        }
        let step = last - first < byDay ? 1 : 7
        var counts = [Int](repeating: 0, count: (last - first) / step + 1)
        for day in merchant.days { counts[(day.day - first) / step] += day.count }
        let times = counts.enumerated().map { place, count in
            (label: DayDate(daysSince1970: Int32(clamping: first + place * step)).text, count: count)
        }
        return ChartView(title: step == 1 ? "每日来件" : "每周来件", times)
    }

    private static func figures(_ merchant: MerchantSummary) -> [StatsView.Figure] {
        [
            StatsView.Figure(label: "来件", value: Wording.grouped(merchant.complaints)),
            StatsView.Figure(label: "涉及金额（元）", value: Wording.yuan(merchant.amount)),
            StatsView.Figure(label: "写法", value: "\(merchant.names)"),
            StatsView.Figure(label: "门店", value: "\(merchant.branches)"),
            StatsView.Figure(label: "最早", value: merchant.firstAt?.day.text ?? "—"),
            StatsView.Figure(label: "最近", value: merchant.lastAt?.day.text ?? "—"),
        ]
    }

    private static func names(_ mentions: [MerchantMention]) -> [Name] {
        mentions.map { mention in
            let remarks = [
                mention.branch.map { "门店 \($0)" }, mention.platform.map { "平台 \($0)" }, mention.code,
                mention.isFromText ? "只在内容里提到" : nil,
            ].compactMap { $0 }
            return Name(
                name: mention.name, complaints: Wording.grouped(mention.complaints),
                remarks: remarks.isEmpty ? nil : remarks.joined(separator: " · "),
                reasons: mention.reasons.map(\.chinese),
                certainty: mention.probability < 1 ? "把握 " + Wording.percent(mention.probability) : nil,
                canPart: mentions.count > 1)
        }
    }

    private static func words(_ linked: LinkedMerchant) -> String {
        switch linked.kind {
        case .brand: "字号相同：\(linked.value)"
        case .phone: "电话相同：\(linked.value)"
        case .address: "地址相同：\(linked.value)"
        case .code: "统一社会信用代码相同"
        case .name: "名称相近"
        }
    }

    private static func decision(_ decision: MerchantDecision) -> Decision {
        let what =
            switch decision.kind {
            case .join: "并入“\(decision.otherName)”（商家 \(decision.otherID)）"
            case .part: "拆出“\(decision.otherName)”（商家 \(decision.otherID)）"
            }
        return Decision(
            at: Wording.moment(decision.at), by: decision.by, what: what, why: decision.reason,
            undone: decision.undoneAt.map { "\(Wording.moment($0)) 由 \(decision.undoneBy ?? "") 撤销" })
    }
}
