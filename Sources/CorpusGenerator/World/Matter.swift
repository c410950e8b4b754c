/// The facts of one dispute. Whoever tells it again tells the same facts.
struct Matter: Sendable {
    /// The same for every complaint about the same dispute of the same person.
    var id: UInt64
    /// Product, staff, model and the like follow from it.
    var factsSeed: UInt64
    var orderSeed: UInt64
    var merchant: Merchant
    var branch: Int
    var issue: Int
    /// In fen.
    var amount: Int
    var occurred: CivilDate

    /// A stream that gives the same numbers for the same property of this dispute.
    func random(_ property: UInt64) -> SeededRandom { SeededRandom(factsSeed, property, 77) }

    /// Log-normal by trade, rounded as prices are: to tens, hundreds or one below.
    static func amount(in trade: Trade, _ random: inout SeededRandom) -> Int {
        let yuan = min(2e6, max(1, exponential(trade.amountMean + trade.amountSpread * random.normal())))
        switch random.below(10) {
        case 0: return Int(yuan * 100)
        case 1...3: return max(1, Int(yuan)) * 100
        case 4...6: return max(1, Int(yuan / 10)) * 1000 - (yuan >= 20 ? random.below(3) * 100 : 0)
        default:
            let step = yuan >= 1000 ? 100 : 10
            return max(1, Int(yuan) / step) * step * 100 - (yuan >= 100 ? random.below(2) * 100 : 0)
        }
    }

    /// In the manner of the merchant's trade: digits of a platform, or letters, a day and a number.
    func orderNumber() -> Units {
        var random = SeededRandom(orderSeed, 1, 5)
        var order = Units()
        if merchant.kind == .online {
            order.add(decimal: random.within(10_000_000...99_999_999))
            order.add(decimal: random.below(1_000_000_000), width: random.chance(0.5) ? 10 : 11)
            return order
        }
        for _ in 0..<2 { order.append(NameCharacters.modelLetters[random.below(NameCharacters.modelLetters.count)]) }
        occurred.append(to: &order, separator: nil)
        order.append(45)
        order.add(decimal: random.within(1...9999))
        return order
    }
}
