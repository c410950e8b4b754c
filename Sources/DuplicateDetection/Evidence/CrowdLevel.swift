/// How many other people have sent the text already, besides the two of the pair. A text that many sent is a campaign's:
/// one more of it, by nobody known, is rather a copy than a repeat; a text that nobody else sent is its writer's own.
enum CrowdLevel: UInt8, EvidenceLevel {
    /// Nobody else sent the text, and the pair does not share it either; or it was not looked at.
    case unknown
    case nobody
    case one
    /// Two or three.
    case few
    /// Four or more.
    case many
    /// The text is another person's, and the pair does not share it: what is copied from one is rarely a repeat, in other
    /// words, of another.
    case elsewhere

    static let kind = "crowd"

    /// - Parameter others: people besides the two, counted up to `CrowdLevel.most`.
    init(others: Int) {
        switch others {
        case ...0: self = .nobody
        case 1: self = .one
        case 2...3: self = .few
        default: self = .many
        }
    }

    /// More are not told apart.
    static let most = 4

    var words: String {
        switch self {
        case .unknown: "未看他人是否发过 (who else sent it is not known)"
        case .nobody: "没有别人发过此文 (nobody else sent this text)"
        case .one: "另有一人发过此文 (one other person sent this text)"
        case .few: "另有两三人发过此文 (two or three others sent this text)"
        case .many: "另有多人发过此文 (many others sent this text)"
        case .elsewhere: "此文与他人的另一件相同 (the text is that of somebody else's other complaint)"
        }
    }
}
