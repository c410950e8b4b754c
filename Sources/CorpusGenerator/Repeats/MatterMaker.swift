/// Draws disputes: new ones by the merchants' heavy tail and the seasons, others from earlier ones.
struct MatterMaker: Sendable {
    let book: PhraseBook
    let seed: UInt64
    let merchants: Int
    private var nextMatter: UInt64 = 0
    private var outbreaks: [(rank: Int, issue: Int)] = []

    init(book: PhraseBook, seed: UInt64, count: Int) {
        self.book = book
        self.seed = seed
        merchants = max(60, count / 4)
    }

    mutating func fresh(received: Moment, _ random: inout SeededRandom) -> Matter {
        var rank = zipfRank(below: merchants, shift: 8, &random)
        var merchant = Merchant(rank: rank, seed: seed, book: book)
        for _ in 0..<3 where !isInSeason(merchant, received, &random) {
            rank = zipfRank(below: merchants, shift: 8, &random)
            merchant = Merchant(rank: rank, seed: seed, book: book)
        }
        var issue = usualIssue(of: merchant, &random)
        if let outbreak = outbreak(&random) {
            merchant = Merchant(rank: outbreak.rank, seed: seed, book: book)
            issue = outbreak.issue
        }
        let branch = merchant.branches == 0 ? 0 : zipfRank(below: merchant.branches + 1, shift: 2, &random)
        let trade = book.trades[merchant.trade]
        let ago = Int(-9 * logarithm(1 - random.unit()))
        return Matter(
            id: newID(), factsSeed: random.next(), orderSeed: random.next(), merchant: merchant, branch: branch,
            issue: issue, amount: Matter.amount(in: trade, &random),
            occurred: CivilDate(daysSince1970: received.date.daysSince1970 - min(ago, 200)))
    }

    mutating func derived(_ derivation: Derivation, received: Moment, _ random: inout SeededRandom) -> Matter {
        let source = derivation.source.matter
        var matter = source
        switch derivation.relation {
        case .duplicate:
            // One in seven names another sum: what is left, or with the damage added.
            if random.chance(0.15) { matter.amount = max(100, source.amount * random.within(5...15) / 1000 * 100) }
        case .copy:
            matter.id = newID()
            matter.orderSeed = random.next()
        case .relatedPeople:
            renew(&matter, &random)
        case .relatedMatter:
            renew(&matter, &random)
            let issues = book.trades[source.merchant.trade].issues.count
            matter.issue = (source.issue + 1 + random.below(issues - 1)) % issues
        case .newTemplate, .newMatter:
            renew(&matter, &random)
            matter.merchant = otherMerchant(source, &random)
            matter.branch = 0
            if derivation.relation == .newMatter { matter.issue = usualIssue(of: matter.merchant, &random) }
        }
        matter.occurred = derivation.occurred(received: received, &random)
        return matter
    }

    private mutating func newID() -> UInt64 {
        nextMatter += 1
        return nextMatter
    }

    /// Other facts; one sum in five happens to be the same.
    private mutating func renew(_ matter: inout Matter, _ random: inout SeededRandom) {
        matter.id = newID()
        matter.factsSeed = random.next()
        matter.orderSeed = random.next()
        let amount = Matter.amount(in: book.trades[matter.merchant.trade], &random)
        if !random.chance(0.2) { matter.amount = amount }
    }

    /// Another merchant of the same trade, on a platform or not as this one, of the same district where one is soon found.
    private func otherMerchant(_ matter: Matter, _ random: inout SeededRandom) -> Merchant {
        let district = matter.merchant.district(branch: matter.branch)
        var found = matter.merchant
        for attempt in 0..<600 {
            let rank = random.below(merchants)
            guard rank != matter.merchant.rank else { continue }
            let merchant = Merchant(rank: rank, seed: seed, book: book)
            guard isAlike(merchant, matter.merchant) else { continue }
            found = merchant
            if merchant.district(branch: 0) == district || attempt > 400 { return merchant }
        }
        if found.rank != matter.merchant.rank { return found }
        // A small world may hold no second merchant of the trade: take one from beyond its edge.
        var rank = merchants
        while true {
            let merchant = Merchant(rank: rank, seed: seed, book: book)
            if isAlike(merchant, matter.merchant) { return merchant }
            rank += 1
        }
    }

    /// Whether the two leave the same fields empty: only shops on platforms name one.
    private func isAlike(_ one: Merchant, _ other: Merchant) -> Bool {
        one.trade == other.trade && (one.kind == .online) == (other.kind == .online)
    }

    /// Six in ten complaints about a merchant are about its own weak point.
    private func usualIssue(of merchant: Merchant, _ random: inout SeededRandom) -> Int {
        let issues = book.trades[merchant.trade].issues.count
        var own = SeededRandom(seed, UInt64(merchant.rank), 40)
        let usual = own.below(issues)
        let other = random.below(issues)
        return random.chance(0.6) ? usual : other
    }

    /// Trades have a busiest month; in the opposite half of the year a third of their complaints stays away.
    private func isInSeason(_ merchant: Merchant, _ received: Moment, _ random: inout SeededRandom) -> Bool {
        let distance = abs(received.date.month - book.trades[merchant.trade].season)
        let months = min(distance, 12 - distance)
        return random.chance(1 - 0.06 * Double(months))
    }

    /// Now and then an issue breaks out at some merchant and draws a few dozen complaints.
    private mutating func outbreak(_ random: inout SeededRandom) -> (rank: Int, issue: Int)? {
        let chance = random.unit()
        if chance < 0.001 {
            let rank = random.below(merchants)
            let trade = Merchant(rank: rank, seed: seed, book: book).trade
            outbreaks.append((rank, random.below(book.trades[trade].issues.count)))
            if outbreaks.count > 6 { outbreaks.removeFirst() }
        }
        guard chance > 0.97, !outbreaks.isEmpty else { return nil }
        return outbreaks[random.below(outbreaks.count)]
    }
}
