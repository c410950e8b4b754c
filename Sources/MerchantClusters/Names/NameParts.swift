/// What a merchant's name says: 武汉市 洪山区 | 优健 | 健身服务 | 有限公司 | 光谷店.
struct NameParts: Sendable, Hashable {
    /// The form of the house, as far as it is named.
    enum Form: UInt8, Sendable {
        case none = 0
        /// 健身馆, 经营部, 旗舰店.
        case shop = 1
        /// 有限公司 and the like: a registered name.
        case legal = 2
    }

    /// Folded, without region, trade, form and branch; empty for a name that has only those (洪山区理发店).
    var brand: [UInt32] = []
    /// The words of its trade that any trade could not use, one after another: 健身.
    var trade: [UInt32] = []
    /// All words of trade: 健身服务.
    var allTrade: [UInt32] = []
    var trades: TradeSet = []
    /// A word of a trade that has no branch of its own.
    var hasOwnTrade = false
    var form: Form = .none
    /// Ends as registers write it (有限公司), not as people shorten it (优健股份).
    var isRegistered = false
    var region = Region.unknown
    /// The branch without its ending: 光谷.
    var branch: [UInt32] = []
    /// The platform whose name stands before or behind the shop's.
    var platform: String?
    /// The platform itself is meant, not a shop on it.
    var isPlatform = false
    /// The end of the brand may be the name of a branch: 优健光谷店.
    var isLoose = false
    /// A shop on the internet, by its words.
    var isOnline = false

    /// Brand and trade: what is left of a name when it is abbreviated.
    var core: [UInt32] { brand + allTrade }
}
