/// When complaints arrive: seasons, weekdays, holidays, the afternoon peak; in order, exactly `count` of them.
struct Timeline: Sendable {
    private let start: CivilDate
    private let quotas: [Int]
    private var day = -1
    private var moments: [Int] = []
    private var place = 0

    init(start: CivilDate, days: Int, count: Int) {
        self.start = start
        var weights: [Double] = []
        for offset in 0..<days {
            weights.append(Self.weight(of: CivilDate(daysSince1970: start.daysSince1970 + offset)))
        }
        let total = weights.reduce(0, +)
        var sum = 0.0
        var given = 0
        var quotas: [Int] = []
        for weight in weights {
            sum += weight
            let due = Int(Double(count) * sum / total + 0.5)
            quotas.append(due - given)
            given = due
        }
        self.quotas = quotas
    }

    /// The next moment and its place within its day, from 1.
    mutating func next(_ random: inout SeededRandom) -> (moment: Moment, sequence: Int)? {
        while place >= moments.count {
            day += 1
            guard day < quotas.count else { return nil }
            place = 0
            moments = (0..<quotas[day]).map { _ in Self.secondOfDay(&random) }.sorted()
        }
        place += 1
        return (Moment(seconds: (start.daysSince1970 + day) * 86_400 + moments[place - 1]), place)
    }

    private static let weekdays = [1.25, 1.15, 1.1, 1.05, 1.05, 0.75, 0.65]
    private static let months = [0.85, 0.7, 1.2, 1.0, 1.05, 1.1, 1.1, 1.1, 1.0, 0.95, 1.15, 1.1]

    private static func weight(of date: CivilDate) -> Double {
        var weight = weekdays[date.weekday] * months[date.month - 1]
        switch (date.month, date.day) {
        case (3, 14...16): weight *= 2.2
        case (11, 11...20), (6, 18...24): weight *= 1.35
        case (10, 1...7), (5, 1...3), (1, 1): weight *= 0.55
        default: break
        }
        return weight
    }

    /// Two humps of office hours, the afternoon's the higher, a smaller evening, little at night.
    private static func secondOfDay(_ random: inout SeededRandom) -> Int {
        let hour: Double
        switch random.unit() {
        case ..<0.34: hour = 10.3 + 1.2 * random.normal()
        case ..<0.80: hour = 15.4 + 1.5 * random.normal()
        case ..<0.94: hour = 20 + 1.4 * random.normal()
        default: hour = 24 * random.unit()
        }
        return min(86_399, max(0, Int(hour * 3600)))
    }
}
