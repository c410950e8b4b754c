/// Fills the places of phrases: facts from the dispute, manner from the writer, the rest from word lists.
struct SlotFiller: Sendable {
    let book: PhraseBook

    /// Appends `phrase` to `units`. The same `seed` makes the same choices, with whatever facts.
    func append(_ phrase: Phrase, matter: Matter, manner: Manner, seed: UInt64, to units: inout Units) {
        var random = SeededRandom(seed: seed)
        append(phrase.parts, matter, manner, &random, &units)
    }

    private func append(
        _ parts: [Phrase.Part], _ matter: Matter, _ manner: Manner, _ random: inout SeededRandom, _ units: inout Units
    ) {
        for part in parts {
            switch part {
            case .text(let text): units += text
            case .choice(let options):
                append(options[random.below(options.count)], matter, manner, &random, &units)
            case .slot(let slot):
                // A stream per place keeps later choices the same when facts need more or fewer numbers.
                var own = SeededRandom(seed: random.next())
                fill(slot, matter, manner, &own, &units)
            }
        }
    }

    private func fill(
        _ slot: Slot, _ matter: Matter, _ manner: Manner, _ random: inout SeededRandom, _ units: inout Units
    ) {
        switch slot {
        case .myself: units += manner.selfWord
        case .shop:
            units +=
                random.chance(0.25)
                ? MerchantName.short(of: matter.merchant, book: book, &random)
                : CommonWords.shopWords.pickByRank(&random)
        case .merchant:
            units += MerchantName.variant(of: matter.merchant, branch: matter.branch, book: book, &random)
        case .amount: AmountWords.append(cents: matter.amount, to: &units, &random)
        case .secondAmount:
            var facts = matter.random(1)
            let share = 10 + facts.below(70)
            AmountWords.append(cents: max(100, matter.amount * share / 10_000 * 100), to: &units, &random)
        case .date: append(date: matter.occurred, to: &units, &random)
        case .order: units += matter.orderNumber()
        case .place: append(placeOf: matter, to: &units, &random)
        case .product: append(productOf: matter, manner, to: &units)
        case .platform: units += matter.merchant.platform()
        default: fillFromLists(slot, matter, &random, &units)
        }
    }

    private func fillFromLists(_ slot: Slot, _ matter: Matter, _ random: inout SeededRandom, _ units: inout Units) {
        switch slot {
        case .staff:
            var facts = matter.random(2)
            units += CommonWords.roles.pickByRank(&random)
            if random.chance(0.4) { units += Person.composeName(&facts) }
        case .number: units.append(UInt16(50 + random.below(8)))
        case .span: units += CommonWords.spans.pick(&random)
        case .model:
            var facts = matter.random(3)
            Self.append(modelTo: &units, &facts)
        case .colour: units += CommonWords.colours.pickByRank(&random)
        case .farPlace: units += City.shared.farPlace(&random)
        case .personName: units += Person.composeName(&random)
        case .hour: append(hourTo: &units, &random)
        case .estate:
            var facts = matter.random(4)
            units += City.shared.estate(&facts)
        case .dish: units += CommonWords.methods.pick(&random) + CommonWords.ingredients.pickByRank(&random)
        case .saying: units += CommonWords.sayings.pickByRank(&random)
        case .thing: units += CommonWords.things.pickByRank(&random)
        case .road: units += City.shared.road(&random)
        case .goodsBrand:
            var facts = matter.random(5)
            units += Brand.compose(index: zipfRank(below: 400_000, shift: 20, &facts), seed: 99, &facts)
        default: break
        }
    }

    private func append(productOf matter: Matter, _ manner: Manner, to units: inout Units) {
        var facts = matter.random(6)
        let products = book.trades[matter.merchant.trade].products
        let phrase = book.phrases[products[facts.below(products.count)]]
        append(phrase.parts, matter, manner, &facts, &units)
    }

    private func append(placeOf matter: Matter, to units: inout Units, _ random: inout SeededRandom) {
        switch random.below(4) {
        case 0: units += matter.merchant.address(branch: matter.branch)
        case 1:
            units += City.shared.districts[matter.merchant.district(branch: matter.branch)].name
            units += City.shared.road(&random)
        case 2: units += City.shared.mall(&random)
        default: units += City.shared.road(&random) + CommonWords.landmarks.pick(&random) + Units("附近")
        }
    }

    private func append(date: CivilDate, to units: inout Units, _ random: inout SeededRandom) {
        switch random.below(6) {
        case 0:
            units.add(decimal: date.year)
            units += Units("年")
            fallthrough
        case 1...3:
            units.add(decimal: date.month)
            units += Units("月")
            units.add(decimal: date.day)
            units += Units(random.chance(0.8) ? "日" : "号")
        case 4:
            units.add(decimal: date.month)
            units.append(46)
            units.add(decimal: date.day)
        default: date.append(to: &units, separator: 45)
        }
    }

    private func append(hourTo units: inout Units, _ random: inout SeededRandom) {
        let hour = 8 + random.below(14)
        units += Units(hour < 12 ? "上午" : hour < 18 ? "下午" : "晚上")
        units.add(decimal: hour > 12 ? hour - 12 : hour)
        units += Units("点")
    }

    /// A model number such as KX-420B.
    private static func append(modelTo units: inout Units, _ random: inout SeededRandom) {
        let letters = NameCharacters.modelLetters
        for _ in 0...random.below(3) { units.append(letters[random.below(letters.count)]) }
        if random.chance(0.4) { units.append(45) }
        units.add(decimal: random.within(1...9999))
        if random.chance(0.4) { units.append(letters[random.below(letters.count)]) }
    }
}
