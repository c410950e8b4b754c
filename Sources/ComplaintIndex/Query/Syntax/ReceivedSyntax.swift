import Foundation

/// `received:` values: a year, month or day, ranges of them, open ends and comparison signs.
enum ReceivedSyntax {
    /// The times `text` stands for; nil when it stands for none. A range includes the whole of its last day, month
    /// or year.
    static func range(_ text: String, notes: inout QueryNotes) -> EpochRange? {
        switch RangeSyntax(text, separators: ["~", "至", "到"]) {
        case .single(let value): period(value).map { EpochRange(lower: $0.lowerBound, upper: $0.upperBound) }
        case .above(let value, let including):
            period(value).flatMap { openRange(lower: including ? $0.lowerBound : $0.upperBound, upper: nil) }
        case .below(let value, let including):
            period(value).flatMap { openRange(lower: nil, upper: including ? $0.upperBound : $0.lowerBound) }
        case .between(let first, let second): between(first, second, text, notes: &notes)
        case nil: nil
        }
    }

    private static func between(
        _ first: String, _ second: String, _ text: String, notes: inout QueryNotes
    ) -> EpochRange? {
        let lower = period(first)
        let upper = period(second)
        guard lower != nil || first.isEmpty, upper != nil || second.isEmpty else { return nil }
        if let lower, let upper, lower.lowerBound >= upper.upperBound {
            notes.add(.rangeSwapped(text))
            return EpochRange(lower: upper.lowerBound, upper: lower.upperBound)
        }
        return openRange(lower: lower?.lowerBound, upper: upper?.upperBound)
    }

    /// Nil when one end lies at the edge of the years we read, so that nothing would be within.
    private static func openRange(lower: Int64?, upper: Int64?) -> EpochRange? {
        if let lower, lower >= CivilDate.end.epochSeconds { return nil }
        if let upper, upper <= CivilDate.start.epochSeconds { return nil }
        return EpochRange(lower: lower, upper: upper)
    }

    /// The seconds of a year (2021), month (2021-01, 2021年1月, 202101) or day (2021-1-4, 2021/1/4, 20210104).
    private static func period(_ text: String) -> Range<Int64>? {
        guard let numbers = numbers(text) else { return nil }
        let year = numbers[0]
        let month = numbers.count > 1 ? numbers[1] : nil
        let day = numbers.count > 2 ? numbers[2] : nil
        guard CivilDate.years.contains(year), (1...12).contains(month ?? 1) else { return nil }
        let first = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
        guard day.map({ (1...CivilDate.days(inMonth: first.month, of: year)).contains($0) }) ?? true else { return nil }
        let next =
            if day != nil {
                first.adding(days: 1)
            } else if let month, month < 12 {
                CivilDate(year: year, month: month + 1, day: 1)
            } else {
                CivilDate(year: year + 1, month: 1, day: 1)
            }
        return first.epochSeconds..<next.epochSeconds
    }

    /// One to three numbers: a year of four digits, then month and day of one or two.
    private static func numbers(_ text: String) -> [Int]? {
        if text.utf8.count > 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard text.utf8.count == 6 || text.utf8.count == 8 else { return nil }
            let cuts = Array(text)
            return numbers(
                text.utf8.count == 6
                    ? "\(String(cuts[..<4]))-\(String(cuts[4...]))"
                    : "\(String(cuts[..<4]))-\(String(cuts[4..<6]))-\(String(cuts[6...]))")
        }
        var parts = text.split(omittingEmptySubsequences: false) { "-/.年月日号號".contains($0) }
        if let last = text.last, "年月日号號".contains(last) { parts.removeLast() }
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) }),
            parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return parts.compactMap { Int($0) }
    }
}

/// A day of the Gregorian calendar, and its midnight in UTC+8.
struct CivilDate: Equatable {
    /// Years that a query may name.
    static let years = 1900...2999
    static let start = CivilDate(year: years.lowerBound, month: 1, day: 1)
    static let end = CivilDate(year: years.upperBound + 1, month: 1, day: 1)

    var year: Int
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day on which the second `epochSeconds` lies in UTC+8. Inverse of `epochSeconds` for midnights.
    init(epochSeconds: Int64) {
        let shifted = epochSeconds + 8 * 3600
        let days = Int(shifted >= 0 ? shifted / 86400 : (shifted - 86399) / 86400)
        // Eras of 400 years that begin on 1 March, in which every month but the last has a fixed place (Hinnant).
        let sinceMarch = days + 719_468
        let era = (sinceMarch >= 0 ? sinceMarch : sinceMarch - 146_096) / 146_097
        let dayOfEra = sinceMarch - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Seconds since 1970 at the day's midnight, UTC+8.
    var epochSeconds: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468) * 86400 - 8 * 3600
    }

    func adding(days: Int) -> CivilDate {
        CivilDate(epochSeconds: epochSeconds + Int64(days) * 86400)
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
