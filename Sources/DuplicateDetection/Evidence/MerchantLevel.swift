/// Whether both are about one merchant. A merchant that many complain about says less: sharing 京东 means less than
/// sharing 优健健身光谷店.
enum MerchantLevel: UInt8, EvidenceLevel {
    case unknown
    /// The same, with fewer than 30 complaints.
    case sameRare
    /// The same, with 30 complaints or more.
    case same
    /// The same, with 150 complaints or more.
    case sameOften
    /// The same, with 1,000 complaints or more.
    case sameCommon
    /// Names of which one holds the distinctive part of the other.
    case alike
    /// The name that one complaint gives stands in the other's text.
    case named
    /// The names are two merchants', and yet the one that one complaint gives stands in the other's text: a slip in a field,
    /// a brand in one and the company in the other, or a second firm in the same quarrel.
    case namedBeside
    /// Two merchants by all that is known, whose names yet have something rare in common: a brand in another trade, or a
    /// name with a slip in it.
    case partlyAlike
    case different

    static let kind = "merchant"
    static let rare = 30
    static let often = 150
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
        switch count {
        case ..<rare: return .sameRare
        case ..<often: return .same
        case ..<common: return .sameOften
        default: return .sameCommon
        }
    }

    private static func byName(_ a: Profile, _ b: Profile, _ frequency: ShingleFrequency) -> MerchantLevel {
        let (mine, other) = (a.merchantName.bigrams, b.merchantName.bigrams)
        if mine.isEmpty || other.isEmpty {
            if mine.isEmpty && other.isEmpty { return .unknown }
            let (name, text) = mine.isEmpty ? (other, a.text.bigrams) : (mine, b.text.bigrams)
            return stands(name, in: text, frequency) ? .named : .unknown
        }
        let shared = mine.shared(with: other, frequency) / max(1, min(mine.weight, other.weight))
        if shared >= share { return .alike }
        if stands(mine, in: b.text.bigrams, frequency) || stands(other, in: a.text.bigrams, frequency) {
            return .namedBeside
        }
        return shared >= part ? .partlyAlike : .different
    }

    /// Of a name's bits.
    private static let (share, part): (Float, Float) = (0.6, 0.3)

    private static func stands(_ name: ShingleSet, in text: ShingleSet, _ frequency: ShingleFrequency) -> Bool {
        name.shared(with: text, frequency) >= share * name.weight
    }

    var words: String {
        switch self {
        case .unknown: "商家不明 (merchant unknown)"
        case .sameRare: "同一商家，投诉很少 (same merchant, one with few complaints)"
        case .same: "同一商家 (same merchant)"
        case .sameOften: "同一商家，投诉较多 (same merchant, one with a good many complaints)"
        case .sameCommon: "同一商家，投诉很多 (same merchant, one with many complaints)"
        case .alike: "商家名称相近 (merchants' names alike)"
        case .named: "正文提到该商家 (the merchant is named in the text)"
        case .namedBeside: "登记的商家不同，但一方正文提到另一方的商家 (two merchants, of which a text names the other's)"
        case .partlyAlike: "不同商家，名称部分相同 (another merchant, part of whose name is the same)"
        case .different: "不同商家 (another merchant)"
        }
    }
}
