import BinganService
import ComplaintIndex
import ComplaintModel

/// Complaints counted by what they are and when they came, against the period before.
struct StatsPage {
    let service: BinganService
    let visitor: PageVisitor
    let today: DayDate

    /// Rows that a table lists.
    private static let mostRows = 10
    private static let conditions: [SearchParameter] = [
        .from, .to, .merchant, .category, .district, .channel, .kind, .status,
    ]
    private static let timeSteps: [StatsDimension] = [.day, .week, .month]

    /// - Returns: the page, and what is wrong with its parameters.
    func view(_ parameters: SearchParameters, by: String?) throws -> (view: StatsView, failure: Failure?) {
        do {
            var view = view(parameters, by: by, failure: nil)
            view.result = try result(parameters, step: step(parameters, by))
            return (view, nil)
        } catch {
            let failure = Failure(error)
            guard failure.kind == .usage else { throw error }
            return (view(parameters, by: by, failure: failure), failure)
        }
    }

    private func view(_ parameters: SearchParameters, by: String?, failure: Failure?) -> StatsView {
        let fault = failure.map(PageFault.sentence)
        var fields = Self.conditions.map { SearchForm.field($0, parameters) }
        fields.append(
            FieldView(
                "by", "图表", .choice([("", "自动")] + Self.timeSteps.map { ($0.rawValue, Wording.field($0.rawValue)) }),
                value: by))
        for place in fields.indices where fields[place].name == failure?.field { fields[place].problem = fault }
        let periods = StatsPeriod.allCases.map { period in
            let bounds = period.bounds(today: today)
            return SearchView.Choice(
                label: period.label, href: Self.href(parameters, [.from: bounds?.from, .to: bounds?.to]),
                isCurrent: parameters[.from] == bounds?.from && parameters[.to] == bounds?.to)
        }
        return StatsView(
            periods: periods, fields: fields, fault: fields.contains { $0.problem != nil } ? nil : fault)
    }

    /// What the chart counts by: finer, the shorter the period.
    private func step(_ parameters: SearchParameters, _ by: String?) throws -> StatsDimension {
        if let by, !by.isEmpty {
            guard let step = StatsDimension(rawValue: by), Self.timeSteps.contains(step) else {
                throw Failure(.usage, field: "by", code: "out-of-range", detail: "Give one of: day, week, month.")
            }
            return step
        }
        guard let from = parameters[.from], let to = parameters[.to] else { return .month }
        if from == to && from.count == 10 { return .day }
        return from.count == 4 ? .month : from.count == 7 && from != to ? .week : .day
    }

    private func result(_ parameters: SearchParameters, step: StatsDimension) throws -> StatsView.Result {
        let dimensions: [StatsDimension] = [.kind, .channel, .category, .district, step]
        let answer = try service.stats(
            parameters, dimensions: dimensions.map(\.rawValue).joined(separator: ","), visitor.visibility)
        let hasBefore = parameters[.from] != nil && parameters[.to] != nil
        let tables = dimensions.compactMap { dimension in
            table(dimension, answer.tables[dimension] ?? [], parameters, hasBefore: hasBefore)
        }
        let times = StatsTimes.filled(answer.tables[step] ?? [], by: step).map { (label: $0, count: $1) }
        return StatsView.Result(
            figures: figures(answer, parameters), chart: ChartView(title: Wording.field(step.rawValue), times),
            tables: tables,
            legend: hasBefore ? "上期：同样长的前一段时间；按日、周、月时为前一日、周、月。" : "给出起止日期，各项就与前一段时间相比。")
    }

    private func figures(_ answer: StatsAnswer, _ parameters: SearchParameters) -> [StatsView.Figure] {
        let before = answer.tables[.kind]?.compactMap(\.before)
        let change = before.flatMap { $0.isEmpty ? nil : answer.total - $0.reduce(0, +) }
        return [
            StatsView.Figure(
                label: "件数", value: Wording.grouped(answer.total), change: change.map { "较上期 " + Self.signed($0) },
                changeClass: Self.changeClass(change), href: SearchForm.href(parameters, [:]), linkText: "查看"),
            StatsView.Figure(
                label: "人数", value: Wording.grouped(answer.count.people), remark: "每人只数一次"),
            StatsView.Figure(
                label: "去重", value: Wording.grouped(answer.count.distinct),
                remark: "不计重复 \(answer.count.repeats)、雷同 \(answer.count.copies)"),
            StatsView.Figure(label: "涉及金额（元）", value: Wording.yuan(answer.amountInDispute)),
            StatsView.Figure(label: "挽回金额（元）", value: Wording.yuan(answer.amountRecovered)),
            StatsView.Figure(
                label: "超过七天未联系", value: Wording.grouped(answer.due.complaints),
                href: PageLink(path: "/due", pairs: SearchForm.pairs(parameters, [:])).text,
                linkText: "逐件查看"),
        ]
    }

    private func table(
        _ dimension: StatsDimension, _ rows: [StatsRow], _ parameters: SearchParameters, hasBefore: Bool
    ) -> StatsView.Table? {
        guard !rows.isEmpty else { return nil }
        let isTime = Self.timeSteps.contains(dimension)
        let top = max(1, rows.map(\.count).max() ?? 1)
        // The latest time first, as one reads it from the chart's end.
        let shown = (isTime ? rows.reversed() : rows).prefix(Self.mostRows).map { row in
            StatsView.Row(
                label: Wording.value(row.value, of: dimension.rawValue),
                href: Self.condition(dimension, row.value).map { SearchForm.href(parameters, $0) },
                count: Wording.grouped(row.count), people: Wording.grouped(row.forms.people),
                distinct: Wording.grouped(row.forms.distinct), share: row.count * 100 / top,
                before: row.before.map(Wording.grouped) ?? "—", change: row.change.map(Self.signed) ?? "",
                changeClass: Self.changeClass(row.change), amount: row.amount.map(Wording.yuan) ?? "")
        }
        let rest = rows.count - shown.count
        return StatsView.Table(
            label: Wording.field(dimension.rawValue), hasBefore: hasBefore || isTime, rows: Array(shown),
            more: rest > 0 ? "另有 \(rest) 项" : nil)
    }

    /// The search parameters that choose what a row counts.
    private static func condition(_ dimension: StatsDimension, _ value: String) -> [SearchParameter: String?]? {
        switch dimension {
        case .kind: [.kind: value]
        case .channel: [.channel: value]
        case .category: [.category: value]
        case .district: [.district: value]
        case .day, .month: [.from: value, .to: value]
        case .week:
            DayDate(text: value).map { [.from: value, .to: DayDate(daysSince1970: $0.daysSince1970 + 6).text] }
        }
    }

    private static func href(_ parameters: SearchParameters, _ changes: [SearchParameter: String?]) -> String {
        PageLink(path: "/stats", pairs: SearchForm.pairs(parameters, changes)).text
    }

    private static func signed(_ number: Int) -> String { (number > 0 ? "+" : "") + Wording.grouped(number) }

    private static func changeClass(_ change: Int?) -> String {
        guard let change, change != 0 else { return "muted" }
        return change > 0 ? "up" : "down"
    }
}
