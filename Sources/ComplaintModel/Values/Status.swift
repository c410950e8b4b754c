/// How far the handling of a complaint has come.
public enum Status: String, StoredCode, Codable {
    case received
    case accepted
    case declined
    case mediating
    case closed

    public var code: UInt8 {
        switch self {
        case .received: 0
        case .accepted: 1
        case .declined: 2
        case .mediating: 3
        case .closed: 4
        }
    }

    public var chineseName: String {
        switch self {
        case .received: "已收到"
        case .accepted: "已受理"
        case .declined: "不予受理"
        case .mediating: "调解中"
        case .closed: "已办结"
        }
    }
}
