/// What the sender wants: a dispute settled, an offence reported, or a question answered.
public enum Kind: String, StoredCode, Codable {
    case complaint
    case report
    case consultation

    public var code: UInt8 {
        switch self {
        case .complaint: 0
        case .report: 1
        case .consultation: 2
        }
    }

    public var chineseName: String {
        switch self {
        case .complaint: "投诉"
        case .report: "举报"
        case .consultation: "咨询"
        }
    }
}
