import TextAnalysis

/// Reads a merchant's name: region, brand, trade, form, branch and platform, in the orders in which people give them.
///
/// The brand is the shortest beginning behind the region (two characters at least) whose rest is wholly words of trade
/// and form, a branch at the end apart. A pure function of name and dictionaries. O(n · longest word).
struct NameParser: Sendable {
    let lexicon: NameLexicon
    let analyzer: Analyzer

    /// - Throws: `AnalysisFailure` when memory is short.
    func parse(_ name: String) throws(AnalysisFailure) -> NameParts { parse(try FoldedName(name, analyzer)) }

    func parse(_ name: FoldedName) -> NameParts {
        var parts = NameParts()
        var outside = name.units.indices.filter { !name.inBrackets[$0] }
        if outside.isEmpty { outside = Array(name.units.indices) }
        let main = FoldedName(name, outside)
        if outside.count < name.units.count { for group in Self.brackets(name) { take(group, into: &parts) } }
        read(main, into: &parts)
        parts.brand = Self.withoutAlias(parts.brand)
        return parts
    }

    /// The contents of brackets behind the beginning of the name.
    private static func brackets(_ name: FoldedName) -> [[UInt32]] {
        var groups: [[UInt32]] = []
        var isInside = false
        for place in name.units.indices {
            if name.inBrackets[place] {
                if !isInside { groups.append([]) }
                groups[groups.count - 1].append(name.units[place])
            }
            isInside = name.inBrackets[place]
        }
        return groups
    }

    /// What stands in brackets is a region, a form, a platform, a trade, or else a branch.
    private func take(_ group: [UInt32], into parts: inout NameParts) {
        if let form = lexicon.forms.table[group[...]], !form.isBranch || form.isLegal {
            take(form, into: &parts)
        } else if let place = lexicon.places.longest(group, from: 0), place.end == group.count, place.entry.isWide {
            parts.region = PlaceNames.narrow(place.entry, within: parts.region) ?? parts.region
        } else if let trade = lexicon.trades.table[group[...]], !trade.isOwn {
            take(trade, group[...], into: &parts)
        } else if group.first != 0x539F {  // 原: a former name says nothing of today's
            parts.branch = branchName(group[...])
        }
    }

    private func take(_ form: CompanyForms.Entry, into parts: inout NameParts) {
        if let platform = form.platform { parts.platform = platform }
        if form.isLimited { parts.isRegistered = true }
        if form.isLegal { parts.form = .legal } else if form.isShop, parts.form == .none { parts.form = .shop }
    }

    private func take(_ trade: Trades.Entry, _ word: ArraySlice<UInt32>, into parts: inout NameParts) {
        parts.allTrade += word
        parts.isOnline = parts.isOnline || trade.isOnline
        if trade.isGeneric { return }
        parts.trade += word
        parts.trades.formUnion(trade.trades)
        parts.hasOwnTrade = parts.hasOwnTrade || trade.isOwn
    }

    private func read(_ name: FoldedName, into parts: inout NameParts) {
        var start = 0
        if let (end, platform) = platform(name.units) {
            parts.platform = platform
            start = end
        }
        let regionStart = start
        start = skipRegion(name, from: start, into: &parts)
        let rest = NameTail(name, lexicon, from: start)
        if start > regionStart, rest.isAllWords(from: start) {
            readWithoutBrand(name, regionStart, start, rest, into: &parts)
        } else if let end = rest.brandEnd(from: start) {
            parts.brand = Array(name.units[start..<end])
            take(rest.tokens(from: end), name, into: &parts)
        } else if start == name.units.count || rest.isAllWords(from: start) {
            readWithoutBrand(name, regionStart, start, rest, into: &parts)
        } else {
            parts.brand = Array(name.units[start...])
        }
        // No trade before a branch's ending: the brand may end with a place.
        parts.isLoose =
            parts.brand.count >= 4 && parts.trade.isEmpty && parts.branch.isEmpty && parts.form != .legal
            && lexicon.forms.endsLikeBranch(name.units)
    }

    /// Only words of trade and form behind the region: 上海电气, 洪山区理发店, 京东商城.
    private func readWithoutBrand(
        _ name: FoldedName, _ regionStart: Int, _ start: Int, _ rest: NameTail, into parts: inout NameParts
    ) {
        if let platform = parts.platform, !rest.hasTrade(from: start) {
            parts.isPlatform = true
            parts.brand = Array(platform.unicodeScalars.map(\.value))
            take(rest.tokens(from: start), name, into: &parts)
            return
        }
        let region = name.units[regionStart..<start]
        let isShortRegion = lexicon.places.entry(region)?.isShort == true || region.elementsEqual(Self.china)
        let tokens = rest.tokens(from: start)
        guard isShortRegion, let first = tokens.first, case .trade(let trade) = first.kind else {
            return take(tokens, name, into: &parts)
        }
        // The region is all the name it has: 湖南投资, 中国银行.
        parts.brand = Array(name.units[regionStart..<first.end])
        parts.trades = trade.trades
        take(Array(tokens.dropFirst()), name, into: &parts)
    }

    private func take(_ tokens: [NameTail.Token], _ name: FoldedName, into parts: inout NameParts) {
        for token in tokens {
            let word = name.units[token.start..<token.end]
            switch token.kind {
            case .trade(let entry): take(entry, word, into: &parts)
            case .form(let entry): take(entry, into: &parts)
            case .place(let entry):
                if parts.region.isUnknown { parts.region = PlaceNames.narrow(entry, within: .unknown) ?? .unknown }
            case .branch: parts.branch = branchName(word)
            }
        }
    }

    /// A platform's name at the beginning.
    private func platform(_ units: [UInt32]) -> (end: Int, name: String)? {
        lexicon.forms.table.matches(units, from: 0).last { $0.value.platform != nil }
            .flatMap { match in match.value.platform.map { (match.end, $0) } }
    }

    private static let china: [UInt32] = [0x4E2D, 0x56FD]

    /// Passes over the names of places; two characters are left for the brand.
    private func skipRegion(_ name: FoldedName, from start: Int, into parts: inout NameParts) -> Int {
        var place = start
        if name.units[place...].starts(with: Self.china), name.units.count - place >= 4 { return place + 2 }
        while let (end, entry) = lexicon.places.longest(
            name.units, from: place, where: { !$0.isShort || $0.isWide || place > start })
        {
            // Another city's name behind a city's is no region but a brand: 武汉龙岩物业.
            guard name.units.count - end >= 2, !name.goesOn[end],
                entry.regions.contains(where: { $0.agrees(with: parts.region) })
            else { break }
            // A single character behind it belongs to it: 南京港股份有限公司.
            let rest = NameTail(name, lexicon, from: end)
            if rest.isWord(at: end + 1), !rest.isWord(at: end) { break }
            // A district's short name may be any word (和平, 青山): only before a brand of usual length.
            if entry.isShort && !entry.isWide {
                guard let brandEnd = rest.brandEnd(from: end), brandEnd - end <= 4 else { break }
            }
            if let region = PlaceNames.narrow(entry, within: parts.region) { parts.region = region }
            place = end
        }
        return place
    }

    /// A branch without its ending and without the city it says again: 光谷 for 武汉光谷店.
    func branchName(_ units: ArraySlice<UInt32>) -> [UInt32] {
        let end = lexicon.forms.branchEnd(units)
        var name = Array(end > 0 && units.count > end ? units.dropLast(end) : units)
        if let (place, entry) = lexicon.places.longest(name, from: 0), entry.isWide, place < name.count {
            name.removeFirst(place)
        }
        return name
    }

    /// Letters beside a brand of Hanzi are another spelling of it: Ujian优健.
    private static func withoutAlias(_ brand: [UInt32]) -> [UInt32] {
        let hanzi = brand.filter(\.isHanzi)
        guard hanzi.count >= 2, hanzi.count < brand.count else { return brand }
        let isEdge =
            brand.drop { !$0.isHanzi }.allSatisfy(\.isHanzi)
            || brand.reversed().drop { !$0.isHanzi }.allSatisfy(\.isHanzi)
        return isEdge ? hanzi : brand
    }
}
