import ComplaintModel
import TextAnalysis

/// What kind of day it is to those who complain: weekdays apart, public holidays, weekends that are worked.
package enum DayClass: Int, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    /// 法定节假日
    case holiday
    /// 调休上班: a Saturday or Sunday that is worked.
    case workedWeekend
}

/// Index/holidays.tsv: Chinese public holidays and make-up workdays. Beyond its years a day is its weekday.
package struct WorkCalendar: Sendable {
    private let special: [Int32: DayClass]

    /// - Throws: `DictionaryError`.
    package init() throws {
        try self.init(DictionaryFile(named: "holidays.tsv", columns: ["day", "kind", "name"]))
    }

    init(_ file: DictionaryFile) throws {
        var special: [Int32: DayClass] = [:]
        for entry in file.entries {
            guard let day = DayDate(text: entry.columns[0]) else {
                throw DictionaryError.value(file: file.name, line: entry.line, problem: "not a day: write 2021-01-01")
            }
            switch entry.columns[1] {
            case "holiday": special[day.daysSince1970] = .holiday
            case "workday": special[day.daysSince1970] = .workedWeekend
            default:
                throw DictionaryError.value(
                    file: file.name, line: entry.line, problem: "the kind is holiday or workday")
            }
        }
        self.special = special
    }

    /// - Parameter day: days since 1970-01-01, which was a Thursday.
    package func dayClass(_ day: Int32) -> DayClass {
        special[day] ?? DayClass(rawValue: Int(((day + 3) % 7 + 7) % 7)) ?? .monday
    }
}

/// How much more or less than an average day each kind of day brings, as the whole hotline's counts show it.
package struct DayWeights: Sendable, Equatable {
    /// By ``DayClass``; 1 is an average day.
    let weights: [Double]

    package static let even = DayWeights(weights: [Double](repeating: 1, count: DayClass.allCases.count))

    init(weights: [Double]) { self.weights = weights }

    /// - Parameters:
    ///   - counts: people per day over all merchants.
    ///   - first: the day of the first count, days since 1970.
    ///
    /// Each weight leans on its like (a holiday on Sunday, a worked weekend on Friday, a weekday on 1) with the weight of four
    /// days, so that one holiday does not make a rule. Burst days are cut at three times the median of the counts.
    package init(counts: [Int32], first: Int32, _ calendar: WorkCalendar) {
        let cap = Double(max(1, 3 * (counts.sorted()[safe: counts.count / 2] ?? 0)))
        var sums = [Double](repeating: 0, count: DayClass.allCases.count)
        var days = sums
        for (offset, count) in counts.enumerated() {
            let place = calendar.dayClass(first + Int32(offset)).rawValue
            sums[place] += min(Double(count), cap)
            days[place] += 1
        }
        let total = days.reduce(0, +)
        guard total > 0, case let mean = sums.reduce(0, +) / total, mean > 0 else {
            self = .even
            return
        }
        // The information of four days of usual size; with a few complaints a day, correspondingly more days.
        let lean = 4 * max(1, 5 / mean)
        var weights = zip(sums, days).map { ($0 / mean + lean) / ($1 + lean) }
        for (place, like) in [(DayClass.holiday, DayClass.sunday), (.workedWeekend, .friday)] {
            let (sum, count) = (sums[place.rawValue] / mean, days[place.rawValue])
            weights[place.rawValue] = (sum + lean * weights[like.rawValue]) / (count + lean)
        }
        self.weights = weights
    }

    package func weight(_ day: Int32, _ calendar: WorkCalendar) -> Double {
        weights[calendar.dayClass(day).rawValue]
    }
}

extension Array {
    subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
