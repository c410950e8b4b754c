/// How a merchant is called: region, brand, trade, form and branch in the ways people leave them out.
enum MerchantName {
    /// The name as one complaint gives it.
    static func variant(
        of merchant: Merchant, branch: Int, book: PhraseBook, _ random: inout SeededRandom
    ) -> Units {
        let trade = book.trades[merchant.trade]
        switch merchant.kind {
        case .company: return company(merchant, branch, trade, &random)
        case .shop: return shop(merchant, trade, &random)
        case .online: return online(merchant, trade, &random)
        }
    }

    /// What people call it in passing.
    static func short(of merchant: Merchant, book: PhraseBook, _ random: inout SeededRandom) -> Units {
        guard random.chance(0.5) else { return merchant.brand }
        return merchant.brand + shopWord(merchant, book.trades[merchant.trade])
    }

    private static func fixed(_ words: [Units], _ merchant: Merchant, _ property: UInt64) -> Units {
        guard !words.isEmpty else { return [] }
        var random = SeededRandom(merchant.seed, UInt64(merchant.rank), property)
        return words[random.below(words.count)]
    }

    private static func shopWord(_ merchant: Merchant, _ trade: Trade) -> Units { fixed(trade.shops, merchant, 20) }

    private static let forms = WordList("有限公司 有限公司 有限公司 有限责任公司 股份有限公司 集团有限公司 连锁有限公司")

    private static func company(
        _ merchant: Merchant, _ branch: Int, _ trade: Trade, _ random: inout SeededRandom
    ) -> Units {
        let tradeWord = fixed(trade.names, merchant, 21)
        let form = fixed(forms.words, merchant, 22)
        let place = branch > 0 ? branchName(merchant, branch) : Units()
        let bracketed = place.isEmpty ? place : Units("（") + place + Units("）")
        switch random.below(20) {
        case 0...6: return Units("武汉") + merchant.brand + tradeWord + form + place
        case 7...8: return Units("武汉市") + merchant.brand + tradeWord + form + bracketed
        case 9:
            let district = City.shared.districts[merchant.district(branch: branch)].name
            return Units("武汉市") + district + merchant.brand + tradeWord + form
        case 10: return merchant.brand + tradeWord + Units("（武汉）") + form + place
        case 11...13: return merchant.brand + tradeWord + bracketed
        case 14...16: return merchant.brand + shopWord(merchant, trade) + place
        case 17: return merchant.brand + tradeWord + form
        case 18: return merchant.brand + place
        default: return merchant.brand + tradeWord + Units("公司")
        }
    }

    private static func shop(_ merchant: Merchant, _ trade: Trade, _ random: inout SeededRandom) -> Units {
        let word = shopWord(merchant, trade)
        switch random.below(10) {
        case 0...3: return City.shared.districts[merchant.district(branch: 0)].name + merchant.brand + word
        case 4: return Units("武汉市") + City.shared.districts[merchant.district(branch: 0)].name + merchant.brand + word
        case 5...7: return merchant.brand + word
        case 8: return merchant.brand + word + Units("（个体工商户）")
        default: return merchant.brand
        }
    }

    private static func online(_ merchant: Merchant, _ trade: Trade, _ random: inout SeededRandom) -> Units {
        let tradeWord = fixed(trade.names, merchant, 21)
        switch random.below(10) {
        case 0...3: return merchant.brand + shopWord(merchant, trade)
        case 4...5: return merchant.brand + tradeWord + shopWord(merchant, trade)
        case 6...7:
            var origin = SeededRandom(merchant.seed, UInt64(merchant.rank), 23)
            return City.shared.farPlaces.pickByRank(&origin) + merchant.brand + tradeWord + Units("有限公司")
        case 8: return merchant.platform() + merchant.brand + shopWord(merchant, trade)
        default: return merchant.brand
        }
    }

    private static func branchName(_ merchant: Merchant, _ branch: Int) -> Units {
        var random = SeededRandom(merchant.seed, UInt64(merchant.rank), 3000 + UInt64(branch))
        let city = City.shared
        var place: Units
        switch random.below(4) {
        case 0: place = Array(city.districts[merchant.district(branch: branch)].name.dropLast())
        case 1: place = city.mall(&random)
        case 2: place = city.road(&random)
        default: place = city.estate(&random)
        }
        place += random.chance(0.85) ? Units("店") : Units("分公司")
        return place
    }
}
