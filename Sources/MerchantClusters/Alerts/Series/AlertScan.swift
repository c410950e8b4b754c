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
        SeriesWalk(rows: rows, periods: model.periods).merchants(trades: trades) { series, tally in
            guard tally.last28 >= BurstFormula.fewest else { return }
            if let candidate = candidate(series.key, tally, series.trade, { series.range.map { $0 } }) {
                found.append(candidate)
            }
            if series.level == .merchant { found += clusters(of: series, tally) }
        }
        for (key, tally) in model.issues.list where tally.last28 >= BurstFormula.fewest {
            if let candidate = candidate(key, tally, 0, { places(of: key) }) { found.append(candidate) }
        }
        return AlertOverlap.strongest(found.map(finding))
    }

    /// A series that is an alert, with the places of its rows.
    private struct Candidate {
        let key: SeriesKey
        let window: WindowFinding
        let trade: Int
        let places: [Int]
    }

    private func candidate(_ key: SeriesKey, _ tally: SeriesTally, _ trade: Int, _ places: () -> [Int]) -> Candidate? {
        let level = SeriesLevel(key)
        let exposure = model.exposure(level, trade: trade, tally)
        let scan = WindowScan(prior: model.prior(level, trade: trade), limit: threshold)
        // First with the scatter of all: with more of it nothing becomes less likely.
        guard scan.best(tally.counts, exposure, dispersion: model.dispersion) != nil else { return nil }
        let places = places()
        let days = places.filter { rows.counts[$0] }.map { rows.rows[$0].day }
        guard let window = scan.best(tally.counts, exposure, dispersion: model.dispersion(of: days)) else { return nil }
        return Candidate(key: key, window: window, trade: trade, places: places)
    }

    private var threshold: Double { budget.threshold(series: model.seriesCount) }

    /// The merchant's clusters with people of late, unless nearly all of the merchant is one.
    private func clusters(of series: SeriesWalk.Series, _ whole: SeriesTally) -> [Candidate] {
        var places: [UInt32: [Int]] = [:]
        for place in series.range where rows.counts[place] && rows.rows[place].cluster != 0 {
            let row = rows.rows[place]
            if row.day >= model.periods.fitEnd, row.day <= model.periods.asOf { places[row.cluster, default: []] = [] }
        }
        guard !places.isEmpty else { return [] }
        for place in series.range where places[rows.rows[place].cluster] != nil {
            places[rows.rows[place].cluster]?.append(place)
        }
        return places.sorted { $0.key < $1.key }.compactMap { cluster, places in
            var tally = SeriesTally()
            for place in places where rows.counts[place] { tally.add(rows.rows[place].day, model.periods) }
            let (own, all) = (tally.fit + tally.last28, whole.fit + whole.last28)
            guard tally.last28 >= BurstFormula.fewest, own * 10 < all * 9 else { return nil }
            return candidate(SeriesKey(merchant: series.key.merchant, cluster: cluster), tally, series.trade) { places }
        }
    }

    private func places(of key: SeriesKey) -> [Int] {
        rows.rows.indices.filter {
            key.category == rows.rows[$0].category && (key.district == nil || key.district == rows.rows[$0].district)
        }
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
        let window = candidate.window
        let first = model.periods.asOf - Int32(window.days) + 1
        let within = candidate.places.filter { rows.rows[$0].day >= first && rows.rows[$0].day <= model.periods.asOf }
            .sorted { (rows.rows[$0].day, rows.rows[$0].id) < (rows.rows[$1].day, rows.rows[$1].id) }
        let length = model.exposure.recent.suffix(window.days).reduce(0, +)
        return AlertFinding(
            key: candidate.key, window: window,
            onceInDays: FalseAlarmBudget.onceInDays(probability: window.probability, series: model.seriesCount),
            since: since(candidate), usualPerMonth: length > 0 ? window.expected / length * 30 : 0,
            rows: within.map { rows.rows[$0] }, counted: within.map { rows.counts[$0] })
    }

    /// Goes back day by day while the series would have been an alert, five weeks at most.
    private func since(_ candidate: Candidate) -> Int32 {
        let counted = candidate.places.filter { rows.counts[$0] }.map { rows.rows[$0].day }
        let level = SeriesLevel(candidate.key)
        let scan = WindowScan(prior: model.prior(level, trade: candidate.trade), limit: threshold)
        var day = model.periods.asOf
        while day > model.periods.recentStart + Int32(BurstFormula.longest) {
            let periods = AlertPeriods(asOf: day - 1, first: model.periods.first)
            var tally = SeriesTally()
            for day in counted { tally.add(day, periods) }
            var exposure = ExposureDays(periods, model.weights, model.calendar).exposure
            exposure.factors = model.exposure(level, trade: candidate.trade, tally).factors
            guard scan.best(tally.counts, exposure, dispersion: model.dispersion) != nil else { break }
            day -= 1
        }
        return day
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
