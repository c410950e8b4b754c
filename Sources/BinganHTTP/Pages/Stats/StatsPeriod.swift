import BinganService
import ComplaintModel

/// The periods that the statistics offer by name.
enum StatsPeriod: CaseIterable {
    case week, month, lastMonth, year, all

    var label: String {
        switch self {
        case .week: "近七日"
        case .month: "本月"
        case .lastMonth: "上月"
        case .year: "今年"
        case .all: "全部"
        }
    }

    /// First and last day, both included; nil for all.
    func bounds(today: DayDate) -> (from: String, to: String)? {
        let (year, month) = (today.civil.year, today.civil.month)
        switch self {
        case .week: return (DayDate(daysSince1970: today.daysSince1970 - 6).text, today.text)
        case .month: return (Self.month(year, month), Self.month(year, month))
        case .lastMonth:
            let last = month == 1 ? Self.month(year - 1, 12) : Self.month(year, month - 1)
            return (last, last)
        case .year: return ("\(year)", "\(year)")
        case .all: return nil
        }
    }

    /// `2021-03`
    private static func month(_ year: Int, _ month: Int) -> String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}
