/// Rare words that both texts hold outside the merchant's name: names of staff, products, places, models. They are kept
/// when a matter is told again in other words.
enum DetailsLevel: UInt8, EvidenceLevel {
    case unknown
    /// 90 bits and more: six rare bigrams.
    case many
    /// 40 bits and more.
    case some
    /// 22 bits and more.
    case few
    /// One, or none so rare.
    case one
    case none

    static let kind = "details"

    init(_ overlap: TopicOverlap?) {
        guard let overlap else {
            self = .unknown
            return
        }
        switch overlap.rare {
        case 90...: self = .many
        case 40...: self = .some
        case 22...: self = .few
        case 10...: self = .one
        default: self = .none
        }
    }

    var words: String {
        switch self {
        case .unknown: "细节不明 (details unknown)"
        case .many: "许多罕见细节相同 (many rare details shared)"
        case .some: "数处罕见细节相同 (several rare details shared)"
        case .few: "两处罕见细节相同 (a few rare details shared)"
        case .one: "一处罕见细节相同 (one rare detail shared)"
        case .none: "没有相同的罕见细节 (no rare detail shared)"
        }
    }
}
