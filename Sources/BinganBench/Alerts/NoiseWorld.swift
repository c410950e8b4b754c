import Foundation
import MerchantClusters

/// A hotline where nothing happens: merchants with rates of their own, weekdays, chance.
struct NoiseWorld {
    static let firstDay: Int32 = 18_262  // 2020-01-01
    /// As the seven weekdays fall in real intake, Monday first.
    private static let weekdays = [1.25, 1.15, 1.1, 1.05, 1.05, 0.75, 0.65]

    /// How merchants' rates are spread.
    enum Spread: String, CaseIterable {
        /// Log-normal, σ 1.5: half the merchants have a third of the mean.
        case lognormal
        /// The n-th largest has a rate of n to the -0.9.
        case zipf
        case even
    }

    /// People per ordinary day, by merchant.
    let rates: [Double]
    let rows: AlertRows
    let days: Int

    /// - Parameters:
    ///   - perDay: people a day over all merchants.
    ///   - dispersion: variance of a week's rate about its mean: 0 is Poisson.
    init(seed: UInt64, merchants: Int, days: Int, perDay: Double, spread: Spread, dispersion: Double, trades: Int) {
        var random = BenchRandom(seed: seed)
        let shares: [Double] = (1...merchants).map { place in
            switch spread {
            case .lognormal: return exp(1.5 * random.normal())
            case .zipf: return pow(Double(place), -0.9)
            case .even: return 1
            }
        }
        let sum = shares.reduce(0, +)
        let rates = shares.map { $0 / sum * perDay }
        self.rates = rates
        self.days = days
        var rows: [AlertRow] = []
        for (merchant, rate) in rates.enumerated() {
            var level = 1.0
            for day in 0..<days {
                let date = Self.firstDay + Int32(day)
                let weekday = Int((date + 3) % 7)
                if dispersion > 0, weekday == 0 || day == 0 { level = random.gamma(shape: 1 / dispersion) }
                for _ in 0..<random.poisson(rate * level * Self.weekdays[weekday]) {
                    rows.append(
                        AlertRow(
                            id: UInt32(rows.count + 1), day: date, merchant: UInt32(merchant + 1),
                            category: UInt16(merchant % trades), district: UInt16((merchant / trades) % 13)))
                }
            }
        }
        self.rows = AlertRows(rows)
    }
}
