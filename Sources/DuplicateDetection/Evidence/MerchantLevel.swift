/// Whether both are about one merchant. A merchant that many complain about says less: sharing 京东 means less than
/// sharing 优健健身光谷店.
enum MerchantLevel: UInt8, EvidenceLevel {
    case unknown
    /// The same, with fewer than 30 complaints.
    case sameRare
    case same
    /// The same, with 1,000 complaints or more.
    case sameCommon
    /// Names of which one holds the distinctive part of the other.
    case alike
    /// The name that one complaint gives stands in the other's text.
    case named
    case different

    static let kind = "merchant"
    static let rare = 30
    static let common = 1000

    /// - Parameter complaints: how many there are about a merchant, counted up to `common`.
    init(
        _ a: borrowing Profile, _ b: borrowing Profile, _ frequency: ShingleFrequency,
        complaints: (Int64) throws -> Int
    ) rethrows {
        if let mine = a.creditCode, let other = b.creditCode {
            guard mine == other else {
                self = .different
                return
            }
            self = try Self.same(a.merchantID ?? b.merchantID, complaints)
            return
        }
        if let mine = a.merchantID, mine == b.merchantID {
            self = try Self.same(mine, complaints)
            return
        }
        if let mine = a.merchantPhone, mine == b.merchantPhone {
            self = .alike
            return
        }
        self = Self.byName(a, b, frequency)
    }

    private static func same(_ id: Int64?, _ complaints: (Int64) throws -> Int) rethrows -> MerchantLevel {
        guard let id else { return .same }
        let count = try complaints(id)
        return count < rare ? .sameRare : count < common ? .same : .sameCommon
    }

    private static func byName(_ a: Profile, _ b: Profile, _ frequency: ShingleFrequency) -> MerchantLevel {
        let (mine, other) = (a.merchantName.bigrams, b.merchantName.bigrams)
        if mine.isEmpty || other.isEmpty {
            if mine.isEmpty && other.isEmpty { return .unknown }
            let (name, text) = mine.isEmpty ? (other, a.text.bigrams) : (mine, b.text.bigrams)
            return name.shared(with: text, frequency) >= 0.6 * name.weight ? .named : .unknown
        }
        return mine.shared(with: other, frequency) >= 0.6 * min(mine.weight, other.weight) ? .alike : .different
    }

    var words: String {
        switch self {
        case .unknown: "商家不明 (merchant unknown)"
        case .sameRare: "同一商家，投诉很少 (same merchant, one with few complaints)"
        case .same: "同一商家 (same merchant)"
        case .sameCommon: "同一商家，投诉很多 (same merchant, one with many complaints)"
        case .alike: "商家名称相近 (merchants' names alike)"
        case .named: "正文提到该商家 (the merchant is named in the text)"
        case .different: "不同商家 (another merchant)"
        }
    }
}
