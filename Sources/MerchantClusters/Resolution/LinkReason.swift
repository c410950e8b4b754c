import Foundation

/// One piece of evidence for or against two names being one merchant, with its weight: the natural logarithm of how much
/// more likely it is among names of one merchant than among others (Fellegi and Sunter, A Theory for Record Linkage,
/// 1969).
public struct LinkReason: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case sameBrand = "same-brand"
        case sameSound = "same-sound"
        case similarShape = "similar-shape"
        case swapped = "swapped"
        case abbreviation = "abbreviation"
        case brandAndPlace = "brand-and-place"
        case misspeltTrade = "misspelt-trade"
        case sameTrade = "same-trade"
        case relatedTrade = "related-trade"
        case otherTrade = "other-trade"
        case sameCity = "same-city"
        case otherCity = "other-city"
        case otherDistrict = "other-district"
        case sameBranch = "same-branch"
        case samePlatform = "same-platform"
        case otherPlatform = "other-platform"
        case sameCode = "same-code"
        case otherCode = "other-code"
        case samePhone = "same-phone"
        case sameAddress = "same-address"
        case rareSpelling = "rare-spelling"
        case ambiguous = "ambiguous"
        case onlyInText = "only-in-text"
        case decided = "decided"
    }

    public var kind: Kind
    public var weight: Double

    public init(_ kind: Kind, _ weight: Double) {
        self.kind = kind
        self.weight = weight
    }

    /// In words, as staff read them.
    public var chinese: String {
        switch kind {
        case .sameBrand: "字号相同"
        case .sameSound: "字号同音"
        case .similarShape: "字号形近"
        case .swapped: "字号颠倒"
        case .abbreviation: "简称"
        case .brandAndPlace: "字号加门店"
        case .misspeltTrade: "行业用语有错字"
        case .sameTrade: "行业用语相同"
        case .relatedTrade: "行业相近"
        case .otherTrade: "行业不同"
        case .sameCity: "同城"
        case .otherCity: "城市不同"
        case .otherDistrict: "区县不同"
        case .sameBranch: "门店相同"
        case .samePlatform: "平台相同"
        case .otherPlatform: "平台不同"
        case .sameCode: "信用代码相同"
        case .otherCode: "信用代码不同"
        case .samePhone: "电话相同"
        case .sameAddress: "地址相同"
        case .rareSpelling: "罕见写法"
        case .ambiguous: "另有同名商家"
        case .onlyInText: "仅正文提及"
        case .decided: "人工认定"
        }
    }
}

extension [LinkReason] {
    /// `same-brand:4.0 same-trade:3.0`, as the database keeps it.
    var stored: String {
        map { "\($0.kind.rawValue):\(($0.weight * 10).rounded() / 10)" }.joined(separator: " ")
    }

    init(stored: String) {
        self = stored.split(separator: " ").compactMap { part in
            let halves = part.split(separator: ":")
            guard halves.count == 2, let kind = LinkReason.Kind(rawValue: String(halves[0])),
                let weight = Double(halves[1])
            else { return nil }
            return LinkReason(kind, weight)
        }
    }

    var logOdds: Double { reduce(0) { $0 + $1.weight } }
}

extension LinkReason {
    private static let misspellings = Kind.allCases.filter(\.isMisspelling).map { Array("\($0.rawValue):".utf8) }

    /// Whether one of the reasons, as the database keeps them, is a misspelling.
    static func tellMisspelling(_ stored: String) -> Bool {
        var stored = stored
        return stored.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let part = bytes[start...]
                if misspellings.contains(where: { part.starts(with: $0) }) { return true }
                start = (part.firstIndex(of: UInt8(ascii: " ")) ?? bytes.count) + 1
            }
            return false
        }
    }
}

extension Double {
    /// The probability of log-odds.
    var probability: Double { 1 / (1 + exp(-self)) }
}
