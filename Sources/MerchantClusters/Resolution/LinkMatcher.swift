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
            reasons.append(LinkReason(.sameBrand, brand.isEmpty ? 0 : LinkWeights.sameBrand(brand.count)))
            return true
        }
        guard !brand.isEmpty, !mention.parts.isPlatform else { return false }
        if let (kind, weight, other) = misspelling(mention, group) {
            reasons.append(LinkReason(kind, weight))
            rarity(group.brands[other]?.uses ?? 0, &reasons)
            return true
        }
        if let (kind, weight) = shortening(mention, group) {
            reasons.append(LinkReason(kind, weight))
            return true
        }
        return false
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
        guard usesOfSpelling <= 3, uses >= 20 * usesOfSpelling else { return }
        let weight = uses >= 50 * usesOfSpelling ? LinkWeights.veryRareSpelling : LinkWeights.rareSpelling
        reasons.append(LinkReason(.rareSpelling, weight))
    }

    private func shortening(_ mention: Mention, _ group: MerchantGroup) -> (LinkReason.Kind, Double)? {
        let parts = mention.parts
        if parts.isLoose, let brand = group.brands.keys.first(where: { Self.isBrandAndPlace(parts.brand, $0) }) {
            return (.brandAndPlace, LinkWeights.brandAndPlace + (brand.count > 2 ? 1 : 0))
        }
        let short = parts.brand + parts.trade
        if group.cores.contains(where: { Abbreviation.isAbbreviation(short, of: $0) }) {
            return (.abbreviation, LinkWeights.abbreviation)
        }
        // The other way round: the group knows only the short name so far.
        if group.brands.keys.contains(where: { Self.isBrandAndPlace($0, parts.brand) }), !parts.allTrade.isEmpty {
            return (.brandAndPlace, LinkWeights.brandAndPlace)
        }
        if !group.hasLegal, group.cores.contains(where: { Abbreviation.isAbbreviation($0, of: parts.core) }) {
            return (.abbreviation, LinkWeights.abbreviation)
        }
        return nil
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

    /// Words that any trade may use, on both sides.
    private func generic(_ parts: NameParts, _ group: MerchantGroup, _ reasons: inout [LinkReason]) {
        guard !parts.allTrade.isEmpty, parts.trade.isEmpty, group.trades.isEmpty, !group.hasOwnTrade,
            !group.genericTexts.isEmpty
        else { return }
        if group.genericTexts.contains(parts.allTrade) {
            reasons.append(LinkReason(.sameTrade, LinkWeights.relatedTrade))
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
