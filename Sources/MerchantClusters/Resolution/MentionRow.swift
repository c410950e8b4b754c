import ComplaintIndex
import Foundation
import GRDB
import TextAnalysis

/// A mention as the table `merchants` holds it.
enum MentionRow {
    struct Flags: OptionSet {
        let rawValue: Int
        static let shop = Flags(rawValue: 1)
        static let legal = Flags(rawValue: 2)
        static let ownTrade = Flags(rawValue: 4)
        static let isPlatform = Flags(rawValue: 8)
        static let isLoose = Flags(rawValue: 16)
        static let isOnline = Flags(rawValue: 32)
        static let isFromText = Flags(rawValue: 64)
        /// The platform stands in the complaint, not in the name.
        static let platformBeside = Flags(rawValue: 128)
        static let registered = Flags(rawValue: 256)
    }

    static func insert(_ mention: Mention, key: [UInt8], _ db: Database) throws {
        let parts = mention.parts
        let first: [(any DatabaseValueConvertible)?] = [
            mention.id, Data(key), mention.name, mention.link.entity, mention.block, text(of: parts.brand),
            text(of: parts.allTrade), text(of: parts.trade), text(of: parts.branch),
            parts.platform ?? mention.context.platform, mention.context.code,
        ]
        let second: [(any DatabaseValueConvertible)?] = [
            parts.region.code, mention.context.place.code, Int64(bitPattern: parts.trades.rawValue),
            Int64(bitPattern: mention.context.trades.rawValue), flags(mention).rawValue, mention.link.reasons.stored,
            mention.link.probability, mention.uses,
        ]
        try db.run(named: MerchantSQL.insertMention, StatementArguments(first + second))
    }

    /// Writes what the name was read as, anew.
    static func rewrite(_ mention: Mention, _ db: Database) throws {
        let parts = mention.parts
        let values: [(any DatabaseValueConvertible)?] = [
            mention.id, mention.link.entity, mention.block, text(of: parts.brand), text(of: parts.allTrade),
            text(of: parts.trade), text(of: parts.branch), parts.region.code,
            Int64(bitPattern: parts.trades.rawValue), flags(mention).rawValue, mention.link.reasons.stored,
            mention.link.probability,
        ]
        try db.run(named: MerchantSQL.rewriteMention, StatementArguments(values))
    }

    static func move(_ mention: Mention, _ db: Database) throws {
        try db.run(
            named: MerchantSQL.moveMention,
            [mention.id, mention.link.entity, mention.link.reasons.stored, mention.link.probability])
    }

    static func mention(_ row: Row, _ readings: NameReading) -> Mention {
        var reasons: [String: [LinkReason]] = [:]
        return mention(row, readings, &reasons)
    }

    /// - Parameters:
    ///   - row: of a statement on mentions; read by place, since a name costs a search in each row.
    ///   - reasons: as they were read of earlier rows, by their text: most mentions have one of a few dozen.
    static func mention(_ row: Row, _ readings: NameReading, _ reasons: inout [String: [LinkReason]]) -> Mention {
        let flags = Flags(rawValue: row[14])
        var parts = NameParts()
        parts.brand = units(row[4])
        parts.allTrade = units(row[5])
        parts.trade = units(row[6])
        parts.branch = units(row[7])
        parts.trades = TradeSet(rawValue: UInt64(bitPattern: row[12]))
        parts.hasOwnTrade = flags.contains(.ownTrade)
        parts.form = flags.contains(.legal) ? .legal : flags.contains(.shop) ? .shop : .none
        parts.region = Region(stored: row[10])
        (parts.isPlatform, parts.isLoose) = (flags.contains(.isPlatform), flags.contains(.isLoose))
        parts.isOnline = flags.contains(.isOnline)
        parts.isRegistered = flags.contains(.registered)
        var context = MentionContext()
        if flags.contains(.platformBeside) {
            context.platform = row[8]
        } else {
            parts.platform = row[8]
        }
        context.code = row[9]
        context.place = Region(stored: row[11])
        context.trades = TradeSet(rawValue: UInt64(bitPattern: row[13]))
        context.isFromText = flags.contains(.isFromText)
        let sounds = readings.syllables(parts.brand).map(SoundMerger.code)
        let draft = MentionDraft(
            key: [], name: row[1], parts: parts, context: context, sounds: sounds, block: row[3] ?? 0,
            evidence: [])
        var mention = Mention(id: row[0], draft)
        mention.uses = row[17]
        let text: String = row[15]
        let why = reasons[text] ?? [LinkReason](stored: text)
        reasons[text] = why
        mention.link = MentionLink(entity: row[2] ?? mention.id, reasons: why, probability: row[16])
        return mention
    }

    private static func flags(_ mention: Mention) -> Flags {
        var flags: Flags = []
        let parts = mention.parts
        if parts.form == .shop { flags.insert(.shop) }
        if parts.form == .legal { flags.insert(.legal) }
        if parts.hasOwnTrade { flags.insert(.ownTrade) }
        if parts.isPlatform { flags.insert(.isPlatform) }
        if parts.isLoose { flags.insert(.isLoose) }
        if parts.isOnline { flags.insert(.isOnline) }
        if parts.isRegistered { flags.insert(.registered) }
        if mention.context.isFromText { flags.insert(.isFromText) }
        if parts.platform == nil && mention.context.platform != nil { flags.insert(.platformBeside) }
        return flags
    }

    private static func units(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
