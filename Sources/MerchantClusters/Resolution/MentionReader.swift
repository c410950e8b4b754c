import ComplaintModel
import TextAnalysis

/// Makes the mention of a complaint: its merchant's name read, and what stands beside it. Needs no database.
struct MentionReader: Sendable {
    let parser: NameParser
    private let names = ReadingCache<ReadName?>(limit: 1 << 15)
    private let addresses = ReadingCache<ReadAddress>(limit: 1 << 15)
    private let categories = ReadingCache<Trades.Entry>(limit: 1 << 12)
    private let districts = ReadingCache<Region>(limit: 1 << 12)
    private var lexicon: NameLexicon { parser.lexicon }

    /// - Throws: `DictionaryError`.
    init(_ analyzer: Analyzer) throws(DictionaryError) {
        parser = NameParser(lexicon: try NameLexicon(analyzer), analyzer: analyzer)
    }

    /// Nil for a complaint that names no merchant in its field.
    /// - Throws: `AnalysisFailure` when memory is short.
    func mention(of complaint: Complaint) throws -> MentionDraft? {
        guard let name = complaint.merchant.name else { return nil }
        return try mention(named: name, complaint, isFromText: false)
    }

    func mention(named name: String, _ complaint: Complaint, isFromText: Bool) throws -> MentionDraft? {
        guard let read = try read(name) else { return nil }
        let context = try context(of: complaint, read.parts, isFromText: isFromText)
        return draft(name, read, context, try evidence(of: complaint.merchant))
    }

    /// The mention of a name alone, as a search has it.
    func mention(named name: String) throws -> MentionDraft? {
        try mention(named: name, Complaint(text: ""), isFromText: false)
    }

    /// Nil for a name of signs only.
    /// - Throws: `AnalysisFailure` when memory is short.
    func read(_ name: String) throws -> ReadName? {
        try names.value(name) {
            let folded = try FoldedName(name, parser.analyzer)
            guard !folded.isEmpty else { return nil }
            let parts = parser.parse(folded)
            let sounds = lexicon.readings.syllables(parts.core).map(SoundMerger.code)
            return ReadName(
                squeezed: folded.squeezed, parts: parts, sounds: Array(sounds.prefix(parts.brand.count)),
                block: Self.block(parts.core, sounds), terms: NameTerms.text(folded, parts, lexicon.readings))
        }
    }

    func draft(_ name: String, _ read: ReadName, _ context: MentionContext, _ evidence: [Evidence]) -> MentionDraft {
        MentionDraft(
            key: Self.key(read.squeezed, context), name: name, parts: read.parts, context: context,
            sounds: read.sounds, block: read.block, evidence: evidence, terms: read.terms)
    }

    /// The same name in the same circumstances is the same mention. The name comes first, so that a part of it is found.
    private static func key(_ name: [UInt8], _ context: MentionContext) -> [UInt8] {
        var key = name
        func add(_ letter: Character, _ value: String) { key += "\u{1E}\(letter)\(value)".utf8 }
        if let code = context.code { add("u", code) }
        if let platform = context.platform { add("p", platform) }
        if context.place.city != 0 { add("c", String(context.place.city)) }
        if !context.trades.isEmpty { add("t", String(context.trades.rawValue, radix: 36)) }
        if context.isFromText { add("x", "") }
        return key
    }

    /// A hash of the first two sounds in either order: misspellings by sound and swapped characters stay within a block.
    /// A run of letters counts as one sound.
    private static func block(_ core: [UInt32], _ sounds: [UInt32]) -> Int64 {
        var first: UInt32 = 0
        var second: UInt32 = 0
        if let unit = core.first, !unit.isHanzi {
            for sound in zip(core, sounds).prefix(while: { !$0.0.isHanzi }).map(\.1) { first = first &* 31 &+ sound }
        } else {
            (first, second) = (sounds.first ?? 0, sounds.count > 1 ? sounds[1] : 0)
        }
        return Int64(min(first, second)) << 31 ^ Int64(max(first, second))
    }

    private func context(of complaint: Complaint, _ parts: NameParts, isFromText: Bool) throws -> MentionContext {
        var context = MentionContext()
        let merchant = complaint.merchant
        context.code = merchant.uscc.flatMap { CreditCode.normalized($0) }
        context.isFromText = isFromText
        if parts.platform == nil, let platform = merchant.platform {
            context.platform = try platformName(platform)
        }
        let told = try complaint.category.map { category in
            try categories.value(category) {
                lexicon.trades.trades(ofCategory: try FoldedName(category, parser.analyzer).units)
            }
        }
        if parts.trades.isEmpty && !parts.hasOwnTrade { context.trades = told?.trades ?? [] }
        let isOnline = context.platform != nil || parts.platform != nil || parts.isOnline || told?.isOnline == true
        if parts.region.isUnknown, !isOnline {
            var place = try merchant.address.map { try read(address: $0).place } ?? lexicon.places.region(of: [])
            if place.city == 0, let district = complaint.district {
                place = try districts.value(district) {
                    lexicon.places.region(of: try FoldedName(district, parser.analyzer).units)
                }
            }
            // The city decides; the district would only multiply mentions.
            if place.city != 0 { context.place = Region(code: place.city) }
        }
        return context
    }

    /// The platform's usual name; as it is written where the dictionary doesn't know it.
    private func platformName(_ text: String) throws -> String? {
        let units = try FoldedName(text, parser.analyzer).units
        if units.isEmpty { return nil }
        return lexicon.forms.table[units[...]]?.platform ?? MerchantClusters.text(of: units)
    }

    private func read(address: String) throws -> ReadAddress {
        try addresses.value(address) {
            let units = try FoldedName(address, parser.analyzer).units
            return ReadAddress(place: lexicon.places.region(of: units), house: AddressKey.of(units, parser))
        }
    }

    private func evidence(of merchant: MerchantPart) throws -> [Evidence] {
        var evidence: [Evidence] = []
        if let phone = merchant.phone.flatMap({ PhoneNumber.normalized($0) }) {
            evidence.append(Evidence(kind: .phone, value: phone))
        }
        if let address = try merchant.address.flatMap({ try read(address: $0).house }) {
            evidence.append(Evidence(kind: .address, value: address))
        }
        if let code = merchant.uscc.flatMap({ CreditCode.normalized($0) }) {
            evidence.append(Evidence(kind: .code, value: code))
        }
        return evidence
    }
}

/// What an address tells.
private struct ReadAddress: Sendable {
    let place: Region
    /// Nil where it names no house.
    let house: String?
}

/// The part of an address that tells a house from others: road and number, 珞喻路1号.
enum AddressKey {
    /// Nil for an address that names no house.
    static func of(_ address: [UInt32], _ parser: NameParser) -> String? {
        var units = address
        var place = 0
        while let (end, _) = parser.lexicon.places.longest(units, from: place, where: { !$0.isShort || $0.isWide }) {
            place = end
        }
        units.removeFirst(place)
        // 街道 and 镇 stand before the road and are often left out.
        if let street = units.firstRange(of: [0x8857, 0x9053]), street.upperBound < units.count {
            units.removeFirst(street.upperBound)
        }
        guard let end = units.indices.first(where: { $0 > 0 && units[$0] == 0x53F7 && isDigit(units[$0 - 1]) }) else {
            return nil
        }
        let house = units[...end]
        return house.count >= 4 ? text(of: house) : nil
    }

    private static func isDigit(_ unit: UInt32) -> Bool { (0x30...0x39).contains(unit) }
}
