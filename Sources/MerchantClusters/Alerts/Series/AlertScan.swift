/// A series whose recent count is more than history and trade explain.
package struct AlertFinding: Sendable {
    package let key: SeriesKey
    /// The window that is least to be expected; it ends on the as-of day.
    package let window: WindowFinding
    /// In how many days chance alone shows something like it once, over all series.
    package let onceInDays: Double
    /// The first day of the unbroken run of days on which it was an alert, up to the as-of day.
    package let since: Int32
    /// People before the window, within the history, and its length in ordinary days.
    package let usualPerMonth: Double
    /// The complaints of the window that are of the series, oldest first.
    package let rows: [AlertRow]
    /// By place of `rows`: whether the row was counted.
    package let counted: [Bool]
}

/// Evaluates every series as of a day. Pure: rows in, findings out.
package struct AlertScan: Sendable {
    let rows: AlertRows
    let trades: TradeTable
    let model: AlertModel
    let budget: FalseAlarmBudget

    /// - Parameters:
    ///   - categories: the names behind the category codes.
    ///   - asOf: the last day that counts, days since 1970.
    package init(
        _ rows: AlertRows, categories: [String], asOf: Int32, budget: FalseAlarmBudget = .usual,
        _ calendar: WorkCalendar
    ) {
        self.rows = rows
        self.budget = budget
        trades = TradeTable(categories: categories)
        let periods = AlertPeriods(asOf: asOf, first: rows.days?.lowerBound ?? asOf)
        model = AlertModel(rows, periods, trades, calendar)
    }

    package var isLongEnough: Bool { model.periods.isLongEnough }
    package var seriesCount: Int { model.seriesCount }

    /// All alerts, the least to be expected first. Where several series of a merchant alert for the same complaints, the
    /// one that chance explains least stands for all. O(rows).
    package func findings() -> [AlertFinding] {
        guard isLongEnough else { return [] }
        var found: [Candidate] = []
        let threshold = budget.threshold(series: model.seriesCount)
        SeriesWalk(rows: rows, periods: model.periods).merchants(trades: trades) { series, tally in
            if let candidate = candidate(series, tally, threshold) { found.append(candidate) }
        }
        return AlertOverlap.strongest(found.map(finding) + issueFindings(threshold))
    }

    private struct Candidate {
        let series: SeriesWalk.Series
        let tally: SeriesTally
        let window: WindowFinding
    }

    private func candidate(_ series: SeriesWalk.Series, _ tally: SeriesTally, _ threshold: Double) -> Candidate? {
        guard tally.last28 >= BurstFormula.fewest else { return nil }
        let exposure = model.exposure(series.level, trade: series.trade, tally)
        let prior = model.prior(series.level, trade: series.trade)
        // First with the scatter of all: with more of it nothing becomes less likely.
        let scan = WindowScan(prior: prior, limit: threshold)
        guard scan.best(tally.counts, exposure, dispersion: model.dispersion) != nil,
            let window = scan.best(tally.counts, exposure, dispersion: model.dispersion(rows, series.range))
        else { return nil }
        return Candidate(series: series, tally: tally, window: window)
    }

    /// The window of a merchant with people on these days, as of the scan's day; nil where it is no alert. For measuring:
    /// the rows need not hold the merchant.
    package func window(peopleOn days: [Int32], category: UInt16) -> WindowFinding? {
        var tally = SeriesTally()
        for day in days { tally.add(day, model.periods) }
        let trade = trades.trade(of: category)
        let exposure = model.exposure(.merchant, trade: trade, tally)
        let scan = WindowScan(
            prior: model.prior(.merchant, trade: trade), limit: budget.threshold(series: model.seriesCount))
        return scan.best(tally.counts, exposure, dispersion: model.dispersion)
    }

    private func finding(_ candidate: Candidate) -> AlertFinding {
        finding(
            candidate.series.key, candidate.window, candidate.series.range.map { $0 },
            candidate.series.level, candidate.series.trade)
    }

    /// Issues over all merchants.
    private func issueFindings(_ threshold: Double) -> [AlertFinding] {
        var findings: [AlertFinding] = []
        let tallies = IssueTallies(rows, model.periods).tallies
        for (key, tally) in tallies.sorted(by: { $0.key.text < $1.key.text }) {
            guard tally.last28 >= BurstFormula.fewest else { continue }
            let level = SeriesLevel(key)
            let exposure = model.exposure(level, trade: 0, tally)
            let scan = WindowScan(prior: model.prior(level, trade: 0), limit: threshold)
            guard scan.best(tally.counts, exposure, dispersion: model.dispersion) != nil else { continue }
            let places = rows.rows.indices.filter { matches(rows.rows[$0], key) }
            let own = AlertRows(places.filter { rows.counts[$0] }.map { rows.rows[$0].asAnonymous })
            let dispersion = model.dispersion(own, own.rows.indices)
            guard let window = scan.best(tally.counts, exposure, dispersion: dispersion) else { continue }
            findings.append(finding(key, window, places, level, 0))
        }
        return findings
    }

    private func matches(_ row: AlertRow, _ key: SeriesKey) -> Bool {
        (key.category == nil || key.category == row.category) && (key.district == nil || key.district == row.district)
    }

    private func finding(
        _ key: SeriesKey, _ window: WindowFinding, _ places: [Int], _ level: SeriesLevel, _ trade: Int
    ) -> AlertFinding {
        let first = model.periods.asOf - Int32(window.days) + 1
        let within = places.filter { rows.rows[$0].day >= first && rows.rows[$0].day <= model.periods.asOf }
            .sorted { (rows.rows[$0].day, rows.rows[$0].id) < (rows.rows[$1].day, rows.rows[$1].id) }
        let length = model.exposure.recent.suffix(window.days).reduce(0, +)
        return AlertFinding(
            key: key, window: window,
            onceInDays: FalseAlarmBudget.onceInDays(probability: window.probability, series: model.seriesCount),
            since: since(places, level, trade), usualPerMonth: length > 0 ? window.expected / length * 30 : 0,
            rows: within.map { rows.rows[$0] }, counted: within.map { rows.counts[$0] })
    }

    /// Goes back day by day while the series would have been an alert, five weeks at most.
    private func since(_ places: [Int], _ level: SeriesLevel, _ trade: Int) -> Int32 {
        let counted = places.filter { rows.counts[$0] }.map { rows.rows[$0].day }
        let threshold = budget.threshold(series: model.seriesCount)
        let prior = model.prior(level, trade: trade)
        var day = model.periods.asOf
        while day > model.periods.recentStart + Int32(BurstFormula.longest) {
            let periods = AlertPeriods(asOf: day - 1, first: model.periods.first)
            var tally = SeriesTally()
            for day in counted { tally.add(day, periods) }
            var exposure = ExposureDays(periods, model.weights, model.calendar).exposure
            exposure.factors = model.exposure(level, trade: trade, tally).factors
            let scan = WindowScan(prior: prior, limit: threshold)
            guard scan.best(tally.counts, exposure, dispersion: model.dispersion) != nil else { break }
            day -= 1
        }
        return day
    }
}

extension AlertRow {
    /// The row as one of an issue's, its merchant left out.
    fileprivate var asAnonymous: AlertRow {
        var row = self
        (row.merchant, row.person) = (0, 0)
        return row
    }
}

/// Series overlap: a merchant, its issue and the issue's district may all alert for the same people, and an issue because
/// of one merchant.
enum AlertOverlap {
    /// Keeps a finding unless most of its complaints are in a stronger one of the same merchant or, for issues over all
    /// merchants, in those of merchants. The least to be expected first.
    static func strongest(_ findings: [AlertFinding]) -> [AlertFinding] {
        let ordered = findings.sorted { a, b in
            let (p, q) = (a.window.probability, b.window.probability)
            return p == q ? a.key.text < b.key.text : p < q
        }
        var kept: [AlertFinding] = []
        var covered: Set<UInt32> = []
        for finding in ordered.filter({ $0.key.merchant != 0 }) + ordered.filter({ $0.key.merchant == 0 }) {
            // A complaint has one merchant, so one set of ids serves all.
            guard finding.rows.count(where: { covered.contains($0.id) }) * 2 < finding.rows.count else { continue }
            kept.append(finding)
            covered.formUnion(finding.rows.map(\.id))
        }
        return kept.sorted { $0.window.probability < $1.window.probability }
    }
}
