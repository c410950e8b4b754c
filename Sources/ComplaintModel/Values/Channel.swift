/// The way a complaint came in. The five-digit names are the hotlines of the authorities.
public enum Channel: String, StoredCode, Codable {
    /// Consumer disputes (market supervision; since 2019 for all of the hotlines below but 12345).
    case hotline12315 = "12315"
    /// Quality supervision.
    case hotline12365 = "12365"
    /// Food and drugs.
    case hotline12331 = "12331"
    /// Intellectual property.
    case hotline12330 = "12330"
    /// Prices.
    case hotline12358 = "12358"
    /// The city's general hotline.
    case hotline12345 = "12345"
    case web
    case citySite = "city-site"
    case app
    case miniProgram = "mini-program"
    case letter
    case visit
    case other

    public var code: UInt8 {
        switch self {
        case .hotline12315: 0
        case .hotline12365: 1
        case .hotline12331: 2
        case .hotline12330: 3
        case .hotline12358: 4
        case .hotline12345: 5
        case .web: 6
        case .citySite: 7
        case .app: 8
        case .miniProgram: 9
        case .letter: 10
        case .visit: 11
        case .other: 12
        }
    }

    public var chineseName: String {
        switch self {
        case .hotline12315, .hotline12365, .hotline12331, .hotline12330, .hotline12358, .hotline12345: rawValue + "热线"
        case .web: "网站"
        case .citySite: "城市留言板"
        case .app: "手机应用"
        case .miniProgram: "小程序"
        case .letter: "来信"
        case .visit: "来访"
        case .other: "其他"
        }
    }
}
