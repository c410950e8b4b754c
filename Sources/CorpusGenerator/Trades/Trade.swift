/// One trade: how its merchants are called, what goes wrong there, and in which words people tell it.
///
/// In the sources a line opens with a key (`trade`, `weight`, `amount` with mean and spread of ln yuan, `season` with
/// the busiest month, `categories`, `online U` or `mixed U` for trades on platforms, `names` for companies, `shops` for
/// small shops, `products`, `issue`) or a mark: `!` the issue in few words, `>` what happened, `-` a detail of the
/// issue, `~` a detail of the trade.
struct Trade: Sendable {
    enum Place: Sendable { case street, online, both }

    var name: Units
    var key: String
    var weight = 1.0
    var amountMean = 6.0
    var amountSpread = 0.8
    var season = 6
    var place = Place.street
    var categories: [Units] = []
    var names: [Units] = []
    var shops: [Units] = []
    var products: [Int] = []
    var issues: [Issue] = []
    var details: [Int] = []
}

/// One thing that goes wrong in a trade; the numbers are phrases of the book.
struct Issue: Sendable {
    var key: String
    var briefs: [Int] = []
    var events: [Int] = []
    var details: [Int] = []
    var remedy: Remedy
}

/// What people ask for.
enum Remedy: String, Sendable, CaseIterable {
    case refund, `repair`, pay, punish, explain

    /// The remedy that goes with an issue's key, for consumers' own complaints.
    init(issue key: String) {
        switch key {
        case "broken", "repair", "repairs", "install", "delay", "slow", "service", "charger": self = .repair
        case "damage", "foreign", "ruined", "lost", "unsafe", "harm", "sick", "expired", "spoiled", "defect", "quality":
            self = .pay
        case "licence", "fakebrand", "false", "claims", "pushy", "contract": self = .punish
        default: self = .refund
        }
    }
}
