/// How many other earlier complaints the person of a pair has. Somebody who complains once and then again rather means the
/// same matter; of somebody who has complained twenty times, one more says little of any: what term frequency is for words.
enum HistoryLevel: UInt8, EvidenceLevel {
    /// Not known to be one person, or it was not looked at what else there is.
    case unknown
    case none
    case one
    /// Two or three.
    case few
    /// Four to nine.
    case several
    /// Ten to twenty-nine.
    case many
    /// Thirty or more: somebody who complains for others, or the phone of an agency.
    case agency

    static let kind = "history"

    /// - Parameter others: complaints of the person before the later of the pair, without the pair.
    init(others: Int) {
        switch others {
        case ...0: self = .none
        case 1: self = .one
        case 2...3: self = .few
        case 4...9: self = .several
        case 10...29: self = .many
        default: self = .agency
        }
    }

    var words: String {
        switch self {
        case .unknown: "此人其他投诉不明 (what else this person sent is not known)"
        case .none: "此人此前别无投诉 (this person's only other complaint)"
        case .one: "此人此前另有一件投诉 (one other earlier complaint of this person)"
        case .few: "此人此前另有两三件投诉 (two or three other earlier complaints of this person)"
        case .several: "此人此前另有多件投诉 (several other earlier complaints of this person)"
        case .many: "此人此前投诉很多 (this person has complained many times)"
        case .agency: "此号码投诉极多，或为代投诉 (a number with very many complaints, perhaps an agency's)"
        }
    }
}
