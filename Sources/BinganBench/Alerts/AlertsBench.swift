import ArgumentParser
import Foundation
import MerchantClusters

/// Question: does noise stay within the budget of false alarms, is a small merchant's burst found in time, are the
/// outbreaks in weekly counts found? Floor: EARS C1 and a fixed count threshold on the same counts.
struct Alerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "False alarms on noise, bursts found, outbreaks in weekly counts.")

    @Option(help: "How many seeds.") var seeds = 5
    @Option(help: "Merchants.") var merchants = 20_000
    @Option(help: "Simulated days that are judged.") var days = 135
    @Option(help: "Days of history before them.") var history = 365
    @Option(help: "People a day over all merchants.") var perDay = 2_000.0
    @Option(help: "lognormal, zipf or even.") var spread = "lognormal"
    @Option(help: "How much a merchant's week scatters beyond Poisson (ψ).") var dispersion = 0.0
    @Option(help: "False alarms a month that are allowed for.") var budget = 1.0
    @OptionGroup var data: DataOptions
    @Flag(help: "Leave out the weekly counts with outbreaks.") var noWeekly = false
    @Option(help: "A database whose alerts are timed too.", completion: .file()) var database: String?

    func validate() throws {
        guard NoiseWorld.Spread(rawValue: spread) != nil else {
            throw ValidationError("--spread is lognormal, zipf or even")
        }
        guard seeds >= 0, merchants > 0, days > 0, history >= 56, perDay > 0, budget > 0 else {
            throw ValidationError("numbers must be above 0, --history at least 56")
        }
    }

    func run() throws {
        if let database { try AlertLatency.run(database) }
        if !noWeekly { try WeeklyBench.run(data) }
        if seeds > 0 { try runNoise() }
    }

    private func runNoise() throws {
        BenchHeader(
            question:
                "Does noise stay within the budget of false alarms, and is a small merchant's burst found in time?",
            corpus: """
                simulated: \(merchants) merchants (\(spread)), \(perDay.digits(0)) people a day, ψ \(dispersion), \(history) days \
                of history, \(days) days judged; bursts of 6 more people in 7 days at merchants with 1 to 5 in the year before
                """,
            floor: "EARS C1 per merchant; five or more people in seven days"
        ).show()
        var table = Table(
            "seed", "false alarms", "allowed", "EARS C1", "≥5 in 7 days", "found after ≤4", "≤5", "≤6", "ms a day")
        for seed in 1...seeds { table.add(try NoiseBench(self, seed: UInt64(seed)).row()) }
        table.show()
    }
}

/// One seed of noise.
struct NoiseBench {
    private let options: Alerts
    private let seed: UInt64
    private let world: NoiseWorld
    private let calendar: WorkCalendar
    private let categories: [String]

    init(_ options: Alerts, seed: UInt64) throws {
        self.options = options
        self.seed = seed
        calendar = try WorkCalendar()
        categories = (0..<40).map { "trade\($0)" }
        world = NoiseWorld(
            seed: seed, merchants: options.merchants, days: options.history + options.days, perDay: options.perDay,
            spread: NoiseWorld.Spread(rawValue: options.spread) ?? .lognormal, dispersion: options.dispersion,
            trades: categories.count)
    }

    func row() throws -> [String] {
        let (alarms, timing) = Timing.of(falseAlarms)
        let (c1, fixed) = baselines()
        let found = bursts()
        let allowed = Double(options.days) / 30 * options.budget
        func percent(_ count: Int) -> String { found.count { $0.map { $0 <= count } ?? false }.share(of: found.count) }
        return [
            "\(seed)", "\(alarms)", allowed.digits(1), "\(c1)", "\(fixed)", percent(4), percent(5), percent(6),
            (timing.cpu * 1000 / Double(options.days)).digits(0),
        ]
    }

    /// Alerts that were none the day before, over all days judged.
    private func falseAlarms() -> Int {
        var alarms = 0
        var standing: Set<String> = []
        for day in options.history..<options.history + options.days {
            let now = Set(scan(day).findings().map(\.key.text))
            alarms += now.subtracting(standing).count
            standing = now
        }
        return alarms
    }

    private func scan(_ day: Int) -> AlertScan {
        AlertScan(
            world.rows, categories: categories, asOf: NoiseWorld.firstDay + Int32(day),
            budget: FalseAlarmBudget(perMonth: options.budget), calendar)
    }

    /// Days on which the common rules would have raised a new alarm.
    private func baselines() -> (c1: Int, fixed: Int) {
        var (c1, fixed) = (0, 0)
        for index in 0..<world.rows.starts.count - 1 {
            var counts = [Int32](repeating: 0, count: world.days)
            for place in world.rows.starts[index]..<world.rows.starts[index + 1] {
                counts[Int(world.rows.rows[place].day - NoiseWorld.firstDay)] += 1
            }
            var (stoodC1, stoodFixed) = (false, false)
            for day in options.history..<world.days {
                let isC1 = EARS.isAlertC1(counts[(day - 7)...day])
                let isFixed = EARS.isAboveThreshold(counts[(day - 6)...day], threshold: 5)
                if isC1 && !stoodC1 { c1 += 1 }
                if isFixed && !stoodFixed { fixed += 1 }
                (stoodC1, stoodFixed) = (isC1, isFixed)
            }
        }
        return (c1, fixed)
    }

    /// After how many of six more people within seven days a small merchant was found; nil: not at all.
    private func bursts() -> [Int?] {
        var random = BenchRandom(seed: seed &+ 1000)
        var found: [Int?] = []
        for _ in 0..<8 {
            let start = options.history + random.below(options.days - 8)
            let scans = (start..<start + 7).map(scan)
            for _ in 0..<50 {
                let (usual, category) = smallMerchant(before: start, &random)
                let more = (0..<6).map { _ in start + random.below(7) }.sorted()
                found.append(after(more, usual, category, scans, start))
            }
        }
        return found
    }

    private func after(
        _ more: [Int], _ usual: [Int32], _ category: UInt16, _ scans: [AlertScan], _ start: Int
    ) -> Int? {
        for count in 1...more.count {
            let days = usual + more[..<count].map { NoiseWorld.firstDay + Int32($0) }
            if scans[more[count - 1] - start].window(peopleOn: days, category: category) != nil { return count }
        }
        return nil
    }

    /// The days of a merchant that had at most five people within the year before, at least one of them.
    private func smallMerchant(before day: Int, _ random: inout BenchRandom) -> (days: [Int32], category: UInt16) {
        let last = NoiseWorld.firstDay + Int32(day)
        while true {
            let index = random.below(world.rows.starts.count - 1)
            let range = world.rows.starts[index]..<world.rows.starts[index + 1]
            let days = range.map { world.rows.rows[$0].day }
            let year = days.count { $0 < last && $0 >= last - 365 }
            if (1...5).contains(year) { return (days, world.rows.rows[range.lowerBound].category) }
        }
    }
}
