import Foundation
import Testing

@testable import MerchantClusters

@Suite("Statistics of alerts")
struct StatisticsTests {
    @Test(
        "the negative binomial tail is one less the sum of the masses below it",
        arguments: [(0.5, 0.2), (2.0, 3.0), (40.0, 11.0), (700.0, 650.0)])
    func tail(shape: Double, mean: Double) {
        var below = 0.0
        for n in 0..<60 {
            let tail = NegativeBinomial.upperTail(n, shape: shape, mean: mean)
            #expect(abs(tail - (1 - below)) < 1e-10)
            below += exp(NegativeBinomial.logMass(n, shape: shape, mean: mean))
        }
    }

    @Test("far out, the tail keeps its digits: at a large shape it is Poisson's")
    func farTail() {
        // P(N ≥ 10) at mean 0.1 of a Poisson distribution, summed by hand: e^-0.1 · 0.1^10 / 10! · (1 + 0.1/11 + …).
        let poisson = exp(-0.1) * 1e-10 / 3_628_800 * (1 + 0.1 / 11 + 0.01 / 132 + 0.001 / 1716)
        let tail = NegativeBinomial.upperTail(10, shape: 1e9, mean: 0.1)
        #expect(abs(tail / poisson - 1) < 1e-5)
    }

    @Test("the prior's weights find the rates that histories were drawn from")
    func prior() {
        // 900 series with about one person a year, 100 with about one a day.
        var random = SystemRandomNumberGenerator()
        var totals: [Int: Int] = [:]
        for _ in 0..<900 { totals[Int.random(in: 1...2, using: &random), default: 0] += 1 }
        for _ in 0..<100 { totals[Int.random(in: 340...390, using: &random), default: 0] += 1 }
        let prior = RatePrior(totals: totals, exposure: 365)
        #expect(abs(prior.posterior(count: 365, exposure: 365).mean - 1) < 0.05)
        #expect(prior.posterior(count: 1, exposure: 365).mean < 0.01)
        let large = zip(RatePrior.means, prior.seenShares).filter { $0.0 > 0.2 }.reduce(0) { $0 + $1.1 }
        #expect(abs(large - 0.1) < 0.02)
    }

    @Test("a newcomer is judged by what newcomers bring: large ones are no surprise where there are many")
    func newcomer() {
        let quiet = RatePrior(totals: [1: 1000], exposure: 365)
        let mixed = RatePrior(totals: [1: 500, 400: 500], exposure: 365)
        func tail(_ prior: RatePrior) -> Double {
            BurstFormula.tail(6, exposure: 7, prior.posterior(count: 0, exposure: 365), dispersion: 0.01)
        }
        // With 365 days of nothing before, even a mixed trade does not expect six in a week; a day of history is another matter.
        #expect(tail(quiet) < 1e-6)
        let young = mixed.posterior(count: 0, exposure: 1)
        #expect(BurstFormula.tail(6, exposure: 7, young, dispersion: 0.01) > 1e-3)
    }

    @Test("more scatter makes no count less likely, and more people never more likely")
    func monotone() {
        let prior = RatePrior(totals: [1: 600, 3: 200, 20: 50, 300: 5], exposure: 365)
        for history in [0, 1, 5, 60] {
            let rate = prior.posterior(count: history, exposure: 365)
            var last = 1.0
            for count in 1...40 {
                let tail = BurstFormula.tail(count, exposure: 7, rate, dispersion: 0.02)
                #expect(tail <= last * (1 + 1e-9))
                last = tail
            }
            let (calm, wild) = (0.01, 0.3)
            #expect(
                BurstFormula.tail(30, exposure: 7, rate, dispersion: calm)
                    <= BurstFormula.tail(30, exposure: 7, rate, dispersion: wild))
        }
    }

    @Test("the quick answer for counts above the limit is never below it")
    func limit() {
        let prior = RatePrior(totals: [1: 600, 3: 200, 20: 50, 300: 5], exposure: 365)
        for history in [0, 2, 40, 500] {
            let rate = prior.posterior(count: history, exposure: 365)
            for count in 1...60 {
                let exact = BurstFormula.tail(count, exposure: 7, rate, dispersion: 0.05)
                let quick = BurstFormula.tail(count, exposure: 7, rate, dispersion: 0.05, limit: 1e-6)
                #expect(exact <= 1e-6 ? quick == exact : quick > 1e-6)
            }
        }
    }

    @Test("the budget and the recurrence in words are two sides of one threshold")
    func budget() {
        let budget = FalseAlarmBudget(perMonth: 2)
        let threshold = budget.threshold(series: 12_345)
        #expect(abs(FalseAlarmBudget.onceInDays(probability: threshold, series: 12_345) - 15) < 1e-9)
    }
}

@Suite("Calendar of alerts")
struct WorkCalendarTests {
    /// Days since 1970 of 2021-02-08, a Monday.
    private let monday: Int32 = 18_666

    @Test("holidays and make-up workdays come before weekdays; beyond the file's years a day is its weekday")
    func classes() throws {
        let calendar = try WorkCalendar()
        #expect(calendar.dayClass(monday) == .monday)
        #expect(calendar.dayClass(monday + 3) == .holiday)  // 2021-02-11, 除夕
        #expect(calendar.dayClass(monday - 1) == .workedWeekend)  // 2021-02-07
        #expect(calendar.dayClass(monday + 12) == .workedWeekend)  // 2021-02-20
        #expect(calendar.dayClass(monday + 13) == .sunday)
        #expect(calendar.dayClass(-3) == .monday)  // 1969-12-29
    }

    @Test("weights follow the counts, and a single burst day moves none of them far")
    func weights() throws {
        let calendar = try WorkCalendar()
        var counts = (0..<364).map { Int32(calendar.dayClass(monday + $0) == .sunday ? 50 : 100) }
        let calm = DayWeights(counts: counts, first: monday, calendar)
        #expect(abs(calm.weight(monday + 13, calendar) / calm.weight(monday, calendar) - 0.53) < 0.06)
        counts[21] = 5000
        let burst = DayWeights(counts: counts, first: monday, calendar)
        #expect(abs(burst.weight(monday, calendar) / calm.weight(monday, calendar) - 1) < 0.06)
    }
}
