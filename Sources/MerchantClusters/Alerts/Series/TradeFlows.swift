/// How much more or less each trade brings than it used to, window by window: what a merchant's share of its trade
/// explains is no burst.
struct TradeFlows: Sendable {
    /// [trade][window]; the last row holds all trades.
    private var people: [[Double]]
    /// People before the last 28 days, by trade.
    private var before: [Double]
    /// Window lengths in ordinary days.
    private let lengths: [Double]
    private let fit: Double

    /// The weight of how it always was, in people: with fewer in a window, chance would move the factor.
    private static let lean = 30.0

    init(trades: Int, exposure: SeriesExposure, fit: Double) {
        lengths = BurstFormula.windows.map { exposure.recent.suffix($0).reduce(0, +) }
        people = [[Double]](repeating: [Double](repeating: 0, count: lengths.count), count: trades + 1)
        before = [Double](repeating: 0, count: trades + 1)
        self.fit = fit
    }

    /// Adds a merchant. One that bursts counts for at most three more than three times its own usual, so that it does not pass for its
    /// trade.
    mutating func add(_ tally: SeriesTally, trade: Int) {
        let all = people.count - 1
        before[trade] += Double(tally.fit)
        before[all] += Double(tally.fit)
        guard tally.last28 > 0 else { return }
        for (place, share) in shares(of: tally).enumerated() {
            people[trade][place] += share
            people[all][place] += share
        }
    }

    private func shares(of tally: SeriesTally) -> [Double] {
        let rate = fit > 0 ? Double(tally.fit) / fit : 0
        return zip(BurstFormula.windows, lengths).map { days, length in
            min(Double(tally.people(days: days)), 3 + 3 * rate * length)
        }
    }

    /// The factor for each window, the series itself left out. `trade` nil: of the whole hotline.
    func factors(trade: Int?, less tally: SeriesTally) -> [Double] {
        let all = people.count - 1
        let own = shares(of: tally)
        let ownBefore = Double(tally.fit)
        return lengths.indices.map { place in
            let whole = Self.factor(
                people[all][place] - own[place], expected: expected(before[all] - ownBefore, place), usual: 1)
            guard let trade else { return whole }
            return Self.factor(
                people[trade][place] - own[place], expected: expected(before[trade] - ownBefore, place), usual: whole)
        }
    }

    private func expected(_ before: Double, _ place: Int) -> Double {
        fit > 0 ? max(0, before) / fit * lengths[place] : 0
    }

    private static func factor(_ people: Double, expected: Double, usual: Double) -> Double {
        (max(0, people) + lean * usual) / (expected + lean)
    }
}
