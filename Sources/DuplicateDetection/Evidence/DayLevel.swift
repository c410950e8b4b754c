/// The day on which it happened, as told.
enum DayLevel: UInt8, EvidenceLevel {
    case unknown
    case same
    /// Within three days: people misremember.
    case near
    /// Within fifteen days.
    case fortnight
    case different

    static let kind = "day"

    init(_ a: borrowing Profile, _ b: borrowing Profile) {
        guard let mine = a.occurred, let other = b.occurred else {
            self = .unknown
            return
        }
        switch abs(mine - other) {
        case 0: self = .same
        case ...3: self = .near
        case ...15: self = .fortnight
        default: self = .different
        }
    }

    var words: String {
        switch self {
        case .unknown: "没有可比的日期 (no day to compare)"
        case .same: "发生在同一天 (happened on the same day)"
        case .near: "发生日期相差三天以内 (happened within three days)"
        case .fortnight: "发生日期相差半月以内 (happened within a fortnight)"
        case .different: "发生日期不同 (happened at another time)"
        }
    }
}
