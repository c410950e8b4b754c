/// Fills a complaint's fields. Which are left out is drawn for each complaint alike, whatever it repeats.
struct RowMaker: Sendable {
    let book: PhraseBook
    let filler: SlotFiller
    let handling: HandlingMaker

    static let kinds: [StaticString] = ["complaint", "report", "consultation"]
    private static let channels: [StaticString] = [
        "12315", "12345", "app", "web", "mini-program", "city-site", "12365", "12331", "12358", "12330", "letter",
        "visit", "other",
    ]
    private static let channelWeights: [Double] = {
        var sum = 0.0
        return [40, 14, 12, 9, 9, 4, 3, 3, 2, 1, 1, 1, 1].map { (weight: Double) in
            sum += weight
            return sum
        }
    }()
    private static let files = WordList("invoice chat receipt contract photo video record screenshot report ticket")
    private static let tags = WordList("加急 群体 老人 未成年人 预付式消费 网络交易 重复来电 媒体关注 节假日 食品安全 职业索赔 已报警")

    func row(_ plan: Plan, text: Units, _ random: inout SeededRandom) -> Row {
        var row = Row(number: plan.number, received: plan.received)
        let matter = plan.matter
        row.kind = Self.kinds[plan.kind]
        row.channel = Self.channels[random.weighted(Self.channelWeights)]
        row.text = text
        plan.hand.write(&row.text)
        person(plan, &row, &random)
        merchant(plan, &row, &random)
        row.category = plan.category.map { book.trades[matter.merchant.trade].categories[$0] }
        row.district = plan.district.map { City.shared.districts[$0].name }
        row.demand = random.chance(0.72) ? demand(plan, &random) : nil
        row.amount = random.chance(0.7) ? matter.amount : nil
        row.order = random.chance(matter.merchant.kind == .online ? 0.6 : 0.25) ? matter.orderNumber() : nil
        row.occurred = random.chance(0.68) ? matter.occurred : nil
        if random.chance(0.45) {
            for index in 1...random.within(1...4) {
                var file = Self.files.pickByRank(&random) + [45]
                file.add(decimal: index)
                row.evidence.append(file + Units(random.chance(0.8) ? ".jpg" : ".mp4"))
            }
        }
        if random.chance(0.12) { row.tags = [Self.tags.pickByRank(&random)] }
        row.handling = handling.handling(received: plan.received, kind: plan.kind, amount: row.amount, &random)
        return row
    }

    private func person(_ plan: Plan, _ row: inout Row, _ random: inout SeededRandom) {
        let name = plan.person.name(&random)
        row.name = random.chance(0.93) ? name : nil
        let usesSecond = random.chance(0.07)
        row.phone = random.chance(0.9) ? plan.person.phone(second: usesSecond) : nil
        row.idNumber = random.chance(0.04) ? plan.person.idNumber() : nil
        if plan.hand.writesTraditional, var name = row.name {
            TraditionalForms.shared.convert(&name)
            row.name = name
        }
    }

    private func merchant(_ plan: Plan, _ row: inout Row, _ random: inout SeededRandom) {
        let merchant = plan.matter.merchant
        var name = MerchantName.variant(of: merchant, branch: plan.matter.branch, book: book, &random)
        var hand = plan.hand
        hand.mistakes = random.chance(0.03) ? random.next() | 1 : 0
        hand.write(&name)
        row.merchantName = random.chance(0.95) ? name : nil
        let hasAddress = random.chance(0.55)
        if hasAddress {
            var address = merchant.address(branch: plan.matter.branch)
            hand.mistakes = 0
            hand.write(&address)
            row.address = address
        }
        row.creditCode = random.chance(0.05) ? merchant.creditCode() : nil
        let namesPlatform = random.chance(0.75)
        row.platform = merchant.kind == .online && namesPlatform ? merchant.platform() : nil
        row.merchantPhone = random.chance(0.15) ? merchant.phone(branch: plan.matter.branch) : nil
    }

    private func demand(_ plan: Plan, _ random: inout SeededRandom) -> Units {
        let issue = book.trades[plan.matter.merchant.trade].issues[plan.matter.issue]
        let remedy = [issue.remedy, .punish, .explain][plan.kind]
        var demand = Units()
        let choices = book.sections[.demand(remedy)] ?? []
        guard !choices.isEmpty else { return demand }
        let manner = Manner(&random)
        filler.append(
            book.phrases[choices[random.below(choices.count)]], matter: plan.matter, manner: manner,
            seed: random.next(),
            to: &demand)
        if plan.hand.writesTraditional { TraditionalForms.shared.convert(&demand) }
        return demand
    }
}

/// All that is settled about a complaint before its fields are filled.
struct Plan: Sendable {
    var number: ComplaintNumber
    var received: Moment
    var person: Person
    var matter: Matter
    var hand: Hand
    /// An index into `RowMaker.kinds`.
    var kind: Int
    var category: Int?
    var district: Int?
}
