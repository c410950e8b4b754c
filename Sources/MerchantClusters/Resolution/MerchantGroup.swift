/// The mentions of one merchant, summed up: what a further one is held against.
struct MerchantGroup: Sendable {
    struct Spelling: Sendable {
        var uses: Int
        let sounds: [UInt32]
    }

    let id: Int64
    private(set) var members: [Int64] = []
    private(set) var uses = 0
    /// Brands in their right spelling, with how often; misspellings don't count.
    private(set) var brands: [[UInt32]: Spelling] = [:]
    /// Brand and trade, where both are told: what abbreviations are held against.
    private(set) var cores: Set<[UInt32]> = []
    /// Brand and words of trade of its registered names; these tell companies apart.
    private(set) var registered: Set<[UInt32]> = []
    /// Brands that may end with the name of a branch.
    private(set) var looseBrands: Set<[UInt32]> = []
    private(set) var trades: TradeSet = []
    private(set) var categoryTrades: TradeSet = []
    private(set) var tradeTexts: Set<[UInt32]> = []
    private(set) var genericTexts: Set<[UInt32]> = []
    /// All words of trade of each name.
    private(set) var tradeNames: Set<[UInt32]> = []
    private(set) var hasOwnTrade = false
    private(set) var hasLegal = false
    private(set) var hasShop = false
    private(set) var named: Set<Region> = []
    private(set) var places: Set<Region> = []
    private(set) var branches: Set<[UInt32]> = []
    private(set) var platforms: Set<String> = []
    private(set) var codes: Set<String> = []
    private(set) var evidence: Set<Evidence> = []

    /// What a group keeps of one kind at most: memory stays bounded where a name stands for a whole chain.
    private static let limit = 256

    init(id: Int64) { self.id = id }

    mutating func add(_ mention: Mention) {
        members.append(mention.id)
        uses += mention.uses
        let parts = mention.parts
        if !mention.isMisspelt {
            brands[parts.brand, default: Spelling(uses: 0, sounds: mention.sounds)].uses += mention.uses
            if parts.isLoose, looseBrands.count < Self.limit { looseBrands.insert(parts.brand) }
            if cores.count < Self.limit, !parts.allTrade.isEmpty || parts.brand.count >= 4 {
                cores.insert(parts.brand + parts.allTrade)
                if !parts.trade.isEmpty, parts.trade != parts.allTrade { cores.insert(parts.brand + parts.trade) }
            }
        }
        if parts.isRegistered, registered.count < Self.limit { registered.insert(parts.core) }
        trades.formUnion(parts.trades)
        categoryTrades.formUnion(mention.context.trades)
        if !parts.trade.isEmpty, tradeTexts.count < Self.limit { tradeTexts.insert(parts.trade) }
        if parts.trade.isEmpty, !parts.allTrade.isEmpty { genericTexts.insert(parts.allTrade) }
        if !parts.allTrade.isEmpty, tradeNames.count < Self.limit { tradeNames.insert(parts.allTrade) }
        hasOwnTrade = hasOwnTrade || parts.hasOwnTrade
        hasLegal = hasLegal || parts.form == .legal
        hasShop = hasShop || parts.form == .shop
        if !parts.region.isUnknown { named.insert(parts.region) }
        if !mention.context.place.isUnknown { places.insert(mention.context.place) }
        if !parts.branch.isEmpty, branches.count < Self.limit { branches.insert(parts.branch) }
        if let platform = mention.platform { platforms.insert(platform) }
        if let code = mention.context.code { codes.insert(code) }
        for item in mention.evidence where evidence.count < Self.limit { evidence.insert(item) }
    }

    mutating func count(_ more: Int, of mention: Mention) {
        uses += more
        if !mention.isMisspelt { brands[mention.parts.brand]?.uses += more }
    }

    /// False when it is known, or when the group keeps enough of it.
    mutating func note(_ item: Evidence) -> Bool {
        evidence.count < Self.limit && evidence.insert(item).inserted
    }
}

extension Mention {
    /// The platform that the name or the complaint tells; none for the platform itself.
    var platform: String? { parts.isPlatform ? nil : parts.platform ?? context.platform }

    /// Put into its group though its brand is spelt otherwise.
    var isMisspelt: Bool { link.reasons.contains { $0.kind.isMisspelling } }
}

extension LinkReason.Kind {
    var isMisspelling: Bool {
        switch self {
        case .sameSound, .similarShape, .swapped: true
        default: false
        }
    }
}
