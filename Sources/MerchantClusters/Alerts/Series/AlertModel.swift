/// What is usual, as the rows up to a day show it: the calendar, the spread of rates by kind of series and trade, how
/// much counts scatter, what each trade brings just now.
struct AlertModel: Sendable {
    let periods: AlertPeriods
    let calendar: WorkCalendar
    let weights: DayWeights
    /// Ordinary days before the recent ones, of the recent ones, and of the days that the priors were fitted on.
    let exposure: SeriesExposure
    let fitExposure: Double
    /// Series that were heard of, of all levels: what the budget is shared between.
    let seriesCount: Int
    /// ψ of all merchants.
    let dispersion: Double
    let issues: IssueTallies
    private let priors: [[RatePrior]]
    private let flows: TradeFlows

    /// Goes over all rows once. O(rows + different counts × components × levels × trades).
    init(_ rows: AlertRows, _ periods: AlertPeriods, _ trades: TradeTable, _ calendar: WorkCalendar) {
        self.periods = periods
        self.calendar = calendar
        weights = Self.weights(rows, periods, calendar)
        let days = ExposureDays(periods, weights, calendar)
        exposure = days.exposure
        fitExposure = days.fit
        var totals = LevelTotals(trades: trades.count)
        var scatter = Scatter(periods)
        var flows = TradeFlows(trades: trades.count, exposure: days.exposure, fit: days.fit)
        let walk = SeriesWalk(rows: rows, periods: periods)
        walk.merchants(trades: trades) { series, tally in
            totals.add(series, tally)
            guard series.level == .merchant else { return }
            flows.add(tally, trade: series.trade)
            scatter.add(rows, series.range, count: tally.fit)
        }
        issues = IssueTallies(rows, periods)
        for (key, tally) in issues.list { totals.add(key, tally) }
        totals.add(clusters: ClusterTotals(rows, periods))
        self.flows = flows
        dispersion = scatter.dispersion
        seriesCount = totals.series
        priors = totals.priors(exposure: days.fit)
    }

    func prior(_ level: SeriesLevel, trade: Int) -> RatePrior {
        let ofLevel = priors[level.rawValue]
        return trade < ofLevel.count ? ofLevel[trade] : ofLevel[0]
    }

    /// The series' exposure, what the rest of its trade brings taken in.
    func exposure(_ level: SeriesLevel, trade: Int, _ tally: SeriesTally) -> SeriesExposure {
        var exposure = exposure
        let isWhole = level == .issue || level == .issueDistrict
        exposure.factors = flows.factors(trade: isWhole ? nil : trade, less: tally)
        return exposure
    }

    private static func weights(_ rows: AlertRows, _ periods: AlertPeriods, _ calendar: WorkCalendar) -> DayWeights {
        var counts = [Int32](repeating: 0, count: Int(periods.asOf - periods.start) + 1)
        for (place, row) in rows.rows.enumerated() where rows.counts[place] {
            if row.day >= periods.start, row.day <= periods.asOf { counts[Int(row.day - periods.start)] += 1 }
        }
        return DayWeights(counts: counts, first: periods.start, calendar)
    }
}

/// The lengths of the periods in ordinary days.
struct ExposureDays {
    private(set) var exposure = SeriesExposure(
        before: 0, recent: [Double](repeating: 0, count: AlertPeriods.recentDays))
    private(set) var fit = 0.0

    init(_ periods: AlertPeriods, _ weights: DayWeights, _ calendar: WorkCalendar) {
        guard periods.start <= periods.asOf else { return }
        for day in periods.start...periods.asOf {
            let weight = weights.weight(day, calendar)
            if day < periods.fitEnd { fit += weight }
            let place = Int(day - periods.recentStart)
            if place < 0 { exposure.before += weight } else { exposure.recent[place] += weight }
        }
    }
}

/// How many series of each level and trade had so many people.
private struct LevelTotals {
    /// [level][trade]; place 0 of a level holds all its trades together.
    private var totals: [[[Int: Int]]]
    private(set) var series = 0

    init(trades: Int) {
        totals = SeriesLevel.allCases.map { _ in [[Int: Int]](repeating: [:], count: trades + 1) }
    }

    mutating func add(_ series: SeriesWalk.Series, _ tally: SeriesTally) {
        self.series += 1
        guard tally.fit > 0 else { return }
        let level = series.level.rawValue
        totals[level][0][Self.rounded(tally.fit), default: 0] += 1
        totals[level][series.trade + 1][Self.rounded(tally.fit), default: 0] += 1
    }

    mutating func add(_ key: SeriesKey, _ tally: SeriesTally) {
        series += 1
        guard tally.fit > 0 else { return }
        totals[SeriesLevel(key).rawValue][0][Self.rounded(tally.fit), default: 0] += 1
    }

    /// Clusters of merchants that have several; a merchant's only one is the same series as the merchant.
    mutating func add(clusters: ClusterTotals) {
        series += clusters.count
        let level = SeriesLevel.merchantCluster.rawValue
        for (count, number) in clusters.histogram { totals[level][0][Self.rounded(count), default: 0] += number }
    }

    /// Large counts to two digits: the prior says nothing finer.
    private static func rounded(_ count: Int) -> Int {
        var (rest, scale) = (count, 1)
        while rest >= 50 { (rest, scale) = (rest / 2, scale * 2) }
        return rest * scale
    }

    /// [level][trade], trades without a series of the level as the level's whole.
    func priors(exposure: Double) -> [[RatePrior]] {
        totals.map { ofLevel in
            let whole = RatePrior(totals: ofLevel[0], exposure: exposure)
            return ofLevel.dropFirst().map {
                $0.isEmpty ? whole : RatePrior(totals: $0, exposure: exposure, parent: whole)
            }
        }
    }
}

/// How much weekly counts of one merchant scatter beyond Poisson, over all merchants (method of moments).
private struct Scatter {
    private let periods: AlertPeriods
    private let weeks: Int
    private var weekly: [Int]
    private var excess = 0.0
    private var scale = 0.0
    /// Merchants with fewer people say nothing.
    private static let fewest = 10
    private static let range = 0.005...0.5

    init(_ periods: AlertPeriods) {
        self.periods = periods
        weeks = max(0, Int(periods.fitEnd - periods.start) / 7)
        weekly = [Int](repeating: 0, count: weeks)
    }

    mutating func add(_ rows: AlertRows, _ range: Range<Int>, count: Int) {
        guard count >= Self.fewest, weeks >= 4 else { return }
        let days = range.lazy.filter { rows.counts[$0] }.map { rows.rows[$0].day }
        let (excess, scale) = Self.moments(of: days, periods, &weekly)
        // One merchant's burst is not everybody's scatter.
        self.excess += min(excess, scale)
        self.scale += scale
    }

    var dispersion: Double {
        scale > 0 ? min(max(excess / scale, Self.range.lowerBound), Self.range.upperBound) : Self.range.lowerBound
    }

    /// Sum of squares beyond Poisson's, and what it would be at ψ = 1.
    static func moments(
        of days: some Sequence<Int32>, _ periods: AlertPeriods, _ weekly: inout [Int]
    ) -> (excess: Double, scale: Double) {
        for week in weekly.indices { weekly[week] = 0 }
        var sum = 0
        for day in days where day >= periods.start {
            let week = Int(day - periods.start) / 7
            guard week < weekly.count else { continue }
            weekly[week] += 1
            sum += 1
        }
        let weeks = Double(weekly.count)
        let mean = Double(sum) / weeks
        let squares = weekly.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (squares - (weeks - 1) * mean, (weeks - 1) * mean * mean)
    }
}

extension AlertModel {
    /// ψ of one series, given the days of its people: its own scatter as far as it says anything, leaning on that of all
    /// merchants and never below it.
    func dispersion(of days: [Int32]) -> Double {
        let weeks = max(0, Int(periods.fitEnd - periods.start) / 7)
        guard weeks >= 4 else { return dispersion }
        var weekly = [Int](repeating: 0, count: weeks)
        let (excess, scale) = Scatter.moments(of: days, periods, &weekly)
        return max(dispersion, (excess + dispersion * Self.leanScale) / (scale + Self.leanScale))
    }

    /// A year of weeks with one person each says as much about ψ as all other merchants do.
    static let leanScale = 50.0
}
