/// Holds a mention against a merchant: the evidence for and against, in order. Pure; O(what the group keeps).
struct LinkMatcher {
    /// Complaints that spell the brand as the mention does.
    let usesOfSpelling: Int

    /// Nil when the brands have nothing to do with each other.
    func reasons(_ mention: Mention, _ group: MerchantGroup) -> [LinkReason]? {
        var reasons: [LinkReason] = []
        guard brand(mention, group, &reasons) else { return nil }
        trade(mention, group, &reasons)
        region(mention, group, &reasons)
        platform(mention, group, &reasons)
        identity(mention, group, &reasons)
        if !mention.parts.branch.isEmpty, group.branches.contains(mention.parts.branch) {
            reasons.append(LinkReason(.sameBranch, LinkWeights.sameBranch))
        }
        return reasons
    }

    private func brand(_ mention: Mention, _ group: MerchantGroup, _ reasons: inout [LinkReason]) -> Bool {
        let brand = mention.parts.brand
        if group.brands[brand] != nil {
            // Without a brand the words of trade have to be the very same, and even then say little.
            if brand.isEmpty && !group.cores.contains(mention.parts.allTrade) { return false }
            reasons.append(
                LinkReason(.sameBrand, brand.isEmpty ? LinkWeights.noBrand : LinkWeights.sameBrand(Self.length(brand))))
            return true
        }
        guard !brand.isEmpty, !mention.parts.isPlatform else { return false }
        if let (kind, weight, other) = misspelling(mention, group) {
            reasons.append(LinkReason(kind, weight))
            rarity(group.brands[other]?.uses ?? 0, &reasons)
            return true
        }
        if let length = misspeltTrade(mention, group) {
            reasons.append(LinkReason(.sameBrand, LinkWeights.sameBrand(length)))
            reasons.append(LinkReason(.misspeltTrade, LinkWeights.misspeltTrade))
            return true
        }
        if let (kind, weight) = shortening(mention, group) {
            reasons.append(LinkReason(kind, weight))
            return true
        }
        return false
    }

    /// In characters that tell: a run of letters counts as two.
    private static func length(_ brand: [UInt32]) -> Int {
        brand.contains(where: \.isHanzi) ? brand.count : min(2, brand.count)
    }

    private func misspelling(
        _ mention: Mention, _ group: MerchantGroup
    ) -> (kind: LinkReason.Kind, weight: Double, brand: [UInt32])? {
        let brand = mention.parts.brand
        var best: (kind: LinkReason.Kind, weight: Double, brand: [UInt32])?
        for (other, spelling) in group.brands where other.count == brand.count && brand.count >= 2 {
            guard let (kind, weight) = BrandLikeness.compare(brand, mention.sounds, other, spelling.sounds) else {
                continue
            }
            if weight > best?.weight ?? -.infinity { best = (kind, weight, other) }
        }
        return best
    }

    private func rarity(_ uses: Int, _ reasons: inout [LinkReason]) {
        if uses >= 50 * usesOfSpelling, usesOfSpelling <= 20 {
            reasons.append(LinkReason(.rareSpelling, LinkWeights.veryRareSpelling))
        } else if uses >= 20 * usesOfSpelling, usesOfSpelling <= 3 {
            reasons.append(LinkReason(.rareSpelling, LinkWeights.rareSpelling))
        }
    }

    private func shortening(_ mention: Mention, _ group: MerchantGroup) -> (LinkReason.Kind, Double)? {
        let parts = mention.parts
        if parts.isLoose, let brand = group.brands.keys.first(where: { Self.isBrandAndPlace(parts.brand, $0) }) {
            return (.brandAndPlace, LinkWeights.brandAndPlace + (brand.count > 2 ? 1 : 0))
        }
        let short = parts.brand + parts.trade
        let isShort = { (core: [UInt32]) in
            Abbreviation.isAbbreviation(short, of: core)
                || parts.core.count >= 4 && Abbreviation.isAbbreviation(parts.core, of: core)
        }
        if group.cores.contains(where: isShort) {
            return (.abbreviation, LinkWeights.abbreviation)
        }
        if parts.brand.count == 2, parts.allTrade.isEmpty, parts.form != .shop, parts.branch.isEmpty,
            group.brands.keys.contains(where: { $0.count >= 4 && $0.starts(with: parts.brand) })
        {
            return (.abbreviation, LinkWeights.beginning)
        }
        // The other way round: the group knows only the short name so far.
        if !parts.trade.isEmpty, group.looseBrands.contains(where: { Self.isBrandAndPlace($0, parts.brand) }) {
            return (.brandAndPlace, LinkWeights.brandAndPlace)
        }
        if !group.hasLegal, group.cores.contains(where: { Abbreviation.isAbbreviation($0, of: parts.core) }) {
            return (.abbreviation, LinkWeights.abbreviation)
        }
        return nil
    }

    /// Brand and trade of the group, one character of the trade typed wrong or what is behind it not understood: the
    /// brand's length.
    private func misspeltTrade(_ mention: Mention, _ group: MerchantGroup) -> Int? {
        let core = mention.parts.core
        guard core.count >= 4, mention.parts.trade.isEmpty || mention.parts.brand.count > 3 else { return nil }
        for (brand, _) in group.brands where brand.count >= 2 && core.count > brand.count && core.starts(with: brand) {
            for known in group.cores where known.count >= brand.count + 2 && known.starts(with: brand) {
                if mention.parts.brand.starts(with: known) { return brand.count }
                if known.count == core.count, Self.isSlip(core.dropFirst(brand.count), known.dropFirst(brand.count)) {
                    return brand.count
                }
            }
        }
        return nil
    }

    /// One character is another, or two stand in the other order.
    private static func isSlip(_ one: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) -> Bool {
        let places = zip(one, other).enumerated().filter { $0.element.0 != $0.element.1 }
        if places.count == 1 { return true }
        return places.count == 2 && places[0].element.0 == places[1].element.1
            && places[0].element.1 == places[1].element.0
    }

    /// 优健光谷 of 优健.
    private static func isBrandAndPlace(_ long: [UInt32], _ brand: [UInt32]) -> Bool {
        long.count >= 4 && brand.count >= 2 && long.count >= brand.count + 2 && long.starts(with: brand)
    }

    private func trade(_ mention: Mention, _ group: MerchantGroup, _ reasons: inout [LinkReason]) {
        let parts = mention.parts
        if !parts.trade.isEmpty, group.tradeTexts.contains(parts.trade) {
            return reasons.append(LinkReason(.sameTrade, LinkWeights.sameTrade))
        }
        if !parts.trades.isEmpty && !group.trades.isEmpty {
            let isRelated = !parts.trades.isDisjoint(with: group.trades)
            return reasons.append(
                isRelated
                    ? LinkReason(.relatedTrade, LinkWeights.relatedTrade)
                    : LinkReason(.otherTrade, LinkWeights.otherTrade))
        }
        if !parts.allTrade.isEmpty, group.tradeNames.contains(where: { Self.isPart($0, parts.allTrade) }) {
            // Registries tell names by these words: two registered ones that differ in them are two companies.
            let isOther = parts.form == .legal && group.hasLegal && !group.tradeNames.contains(parts.allTrade)
            if isRegisteredOtherwise(parts, group) {
                return reasons.append(LinkReason(.otherTrade, LinkWeights.registeredOtherwise))
            }
            return reasons.append(
                isOther
                    ? LinkReason(.otherTrade, LinkWeights.otherWords)
                    : LinkReason(.relatedTrade, LinkWeights.partOfTrade))
        }
        if parts.form == .legal, group.hasLegal, parts.allTrade.isEmpty != group.tradeNames.isEmpty {
            let weight =
                isRegisteredOtherwise(parts, group)
                ? LinkWeights.registeredOtherwise : LinkWeights.tradeAgainstNone
            return reasons.append(LinkReason(.otherTrade, weight))
        }
        if parts.hasOwnTrade && (group.hasOwnTrade || !group.trades.isEmpty)
            || group.hasOwnTrade && !parts.trades.isEmpty
        {
            let shares = group.tradeTexts.contains { Self.share($0, parts.trade) }
            return reasons.append(
                shares
                    ? LinkReason(.relatedTrade, LinkWeights.relatedTrade)
                    : LinkReason(.otherTrade, LinkWeights.otherOwnTrade))
        }
        let mine = parts.trades.union(mention.context.trades)
        let others = group.trades.union(group.trades.isEmpty ? group.categoryTrades : [])
        if !mine.isEmpty && !others.isEmpty {
            let isRelated = !mine.isDisjoint(with: others)
            return reasons.append(
                isRelated
                    ? LinkReason(.relatedTrade, LinkWeights.relatedByCategory)
                    : LinkReason(.otherTrade, LinkWeights.otherCategory))
        }
        generic(parts, group, &reasons)
    }

    /// A registered name against registered names of which none is the same.
    private func isRegisteredOtherwise(_ parts: NameParts, _ group: MerchantGroup) -> Bool {
        parts.isRegistered && !group.registered.isEmpty && !group.registered.contains(parts.core)
    }

    /// One is the other shortened: 生物 and 生物工程, 发展 and 地产发展.
    private static func isPart(_ one: [UInt32], _ other: [UInt32]) -> Bool {
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        var place = 0
        for unit in long where place < short.count && unit == short[place] { place += 1 }
        return place == short.count
    }

    /// Words that any trade may use, on both sides.
    private func generic(_ parts: NameParts, _ group: MerchantGroup, _ reasons: inout [LinkReason]) {
        let groupIsGeneric = group.trades.isEmpty && !group.hasOwnTrade
        if parts.allTrade.isEmpty || (groupIsGeneric && group.genericTexts.isEmpty) { return }
        if parts.trade.isEmpty != groupIsGeneric {
            let isToldElsewhere = group.genericTexts.contains(parts.allTrade)
            if !isToldElsewhere { reasons.append(LinkReason(.otherTrade, LinkWeights.genericAgainstTrade)) }
            return
        }
        guard parts.trade.isEmpty else { return }
        if group.genericTexts.contains(parts.allTrade) {
            reasons.append(LinkReason(.relatedTrade, LinkWeights.relatedTrade))
        } else if !group.genericTexts.contains(where: { Self.share($0, parts.allTrade) }) {
            reasons.append(LinkReason(.otherTrade, LinkWeights.otherWords))
        }
    }

    private static func share(_ one: [UInt32], _ other: [UInt32]) -> Bool {
        one.contains { other.contains($0) }
    }

    private func region(_ mention: Mention, _ group: MerchantGroup, _ reasons: inout [LinkReason]) {
        let (named, place) = (mention.parts.region, mention.context.place)
        if !named.isUnknown && !group.named.isEmpty {
            guard group.named.contains(where: { $0.agrees(with: named) }) else {
                return reasons.append(LinkReason(.otherCity, LinkWeights.otherCity))
            }
            if named.city != 0, group.named.contains(where: { $0.city == named.city }) {
                reasons.append(LinkReason(.sameCity, LinkWeights.sameCity))
            }
            return district(named, mention, group, &reasons)
        }
        let mine = named.isUnknown ? place : named
        let others = group.named.isEmpty ? group.places : group.named
        guard mine.city != 0, others.contains(where: { $0.city != 0 }) else { return }
        if others.contains(where: { $0.city == mine.city }) {
            reasons.append(LinkReason(.sameCity, LinkWeights.samePlace))
        } else if !others.contains(where: { $0.agrees(with: mine) }) {
            let isWeak = mention.isOnline || !group.platforms.isEmpty
            let bothPlaces = named.isUnknown && group.named.isEmpty
            if !isWeak || !bothPlaces {
                reasons.append(
                    LinkReason(.otherCity, bothPlaces ? LinkWeights.otherCity : isWeak ? -1 : LinkWeights.otherPlace))
            }
        }
    }

    /// Two shops in the names of which stand different districts.
    private func district(
        _ named: Region, _ mention: Mention, _ group: MerchantGroup, _ reasons: inout [LinkReason]
    ) {
        guard named.area != 0, mention.parts.form != .legal, !group.hasLegal else { return }
        let others = group.named.filter { $0.area != 0 }
        if !others.isEmpty, !others.contains(where: { $0.area == named.area }) {
            reasons.append(LinkReason(.otherDistrict, LinkWeights.otherDistrictOfShop))
        }
    }

    private func platform(_ mention: Mention, _ group: MerchantGroup, _ reasons: inout [LinkReason]) {
        guard let platform = mention.platform, !group.platforms.isEmpty else { return }
        reasons.append(
            group.platforms.contains(platform)
                ? LinkReason(.samePlatform, LinkWeights.samePlatform)
                : LinkReason(.otherPlatform, LinkWeights.otherPlatform))
    }

    private func identity(_ mention: Mention, _ group: MerchantGroup, _ reasons: inout [LinkReason]) {
        if let code = mention.context.code, !group.codes.isEmpty {
            if group.codes.contains(code) {
                reasons.append(LinkReason(.sameCode, LinkWeights.sameCode))
            } else {
                let isBranch = !mention.parts.branch.isEmpty
                reasons.append(
                    LinkReason(.otherCode, isBranch ? LinkWeights.otherCodeOfBranch : LinkWeights.otherCode))
            }
        }
        if mention.evidence.contains(where: { $0.kind == .phone && group.evidence.contains($0) }) {
            reasons.append(LinkReason(.samePhone, LinkWeights.samePhone))
        }
        if mention.evidence.contains(where: { $0.kind == .address && group.evidence.contains($0) }) {
            reasons.append(LinkReason(.sameAddress, LinkWeights.sameAddress))
        }
    }
}

extension Mention {
    var isOnline: Bool { parts.isOnline || platform != nil }
}
