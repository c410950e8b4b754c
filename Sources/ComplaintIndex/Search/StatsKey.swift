import ComplaintModel

/// The values of one dimension as numbers, so that counting touches no text: codes, or days since 1970.
struct StatsKey {
    private let dimension: StatsDimension
    private let names: CodeNames

    init(_ dimension: StatsDimension, _ names: CodeNames) {
        self.dimension = dimension
        self.names = names
    }

    var isTime: Bool { dimension == .day || dimension == .week || dimension == .month }

    func text(of number: Int) -> String? {
        switch dimension {
        case .kind: Kind(code: UInt8(clamping: number))?.rawValue
        case .channel: Channel(code: UInt8(clamping: number))?.rawValue
        case .category: names.value(.category, UInt16(clamping: number))
        case .district: names.value(.district, UInt16(clamping: number))
        case .day, .week: DayDate(daysSince1970: Int32(clamping: number)).text
        case .month: String(DayDate(daysSince1970: Int32(clamping: number)).text.prefix(7))
        }
    }

    /// The Monday of the day's week: 1970-01-01 was a Thursday.
    static func monday(_ day: Int) -> Int { day - ((day + 3) % 7 + 7) % 7 }

    static func firstOfMonth(_ day: Int) -> Int { day + 1 - DayDate(daysSince1970: Int32(clamping: day)).civil.day }

    /// Whether `value` is the very next day, week or month after `last`.
    func follows(_ value: String, _ last: String) -> Bool {
        let suffix = dimension == .month ? "-01" : ""
        guard let a = DayDate(text: last + suffix), let b = DayDate(text: value + suffix) else { return false }
        let gap = b.daysSince1970 - a.daysSince1970
        switch dimension {
        case .day: return gap == 1
        case .week: return gap == 7
        default: return gap <= 31
        }
    }
}
