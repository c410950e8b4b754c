/// A day of the Gregorian calendar; arithmetic after Hinnant's days_from_civil.
public struct CivilDate: Sendable, Hashable {
    public let daysSince1970: Int

    public init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    public init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSince1970 = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2021-01-04`; nil for anything else or for a day that does not exist.
    public init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1900...2999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard self.day == day && self.month == month else { return nil }
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    var year: Int { civil.year }
    var month: Int { civil.month }
    var day: Int { civil.day }
    /// 0 is Monday.
    var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

    /// Appends 2021-01-04, with `separator` in place of the hyphen.
    func append(to units: inout Units, separator: UInt16?) {
        let (year, month, day) = civil
        units.add(decimal: year, width: 4)
        if let separator { units.append(separator) }
        units.add(decimal: month, width: 2)
        if let separator { units.append(separator) }
        units.add(decimal: day, width: 2)
    }
}

/// A moment: seconds since 1970 of Shanghai's wall clock (UTC+8 without summer time).
struct Moment: Sendable, Comparable {
    var seconds: Int

    var date: CivilDate { CivilDate(daysSince1970: Int((Double(seconds) / 86_400).rounded(.down))) }

    static func < (one: Moment, other: Moment) -> Bool { one.seconds < other.seconds }

    func append(to units: inout Units) {
        date.append(to: &units, separator: 45)
        let time = seconds - date.daysSince1970 * 86_400
        units.append(84)
        units.add(decimal: time / 3600, width: 2)
        units.append(58)
        units.add(decimal: time / 60 % 60, width: 2)
        units.append(58)
        units.add(decimal: time % 60, width: 2)
        units.add("+08:00")
    }
}
