import ComplaintIndex
import Foundation
import GRDB

/// What a writer keeps of merchants from one transaction to the next, and where the rest comes from when it is needed.
struct MerchantMemory {
    var book = MerchantBook()
    var last: Int64
    var version: Int64
    private var ids: [UInt64: Int64] = [:]
    private var loaded: Set<Int64> = []
    /// Everything is in memory: an index that began empty, while this process filled it.
    private var isComplete: Bool
    private let readings: NameReading

    /// The memory of the session before, if the database is as that one left it.
    static func current(_ kept: MerchantMemory?, _ reader: MentionReader, _ db: Database) throws -> MerchantMemory {
        let last = try db.value(named: MerchantSQL.lastMention, as: Int64.self) ?? 0
        let version = try db.value(named: MerchantSQL.merchantVersion, as: Int64.self) ?? 0
        if let kept, kept.last == last, kept.version == version { return kept }
        return try MerchantMemory(last: last, version: version, reader, db)
    }

    private init(last: Int64, version: Int64, _ reader: MentionReader, _ db: Database) throws {
        (self.last, self.version) = (last, version)
        isComplete = last == 0
        readings = reader.parser.lexicon.readings
        if last > 0 { try loadDecisions(db) }
    }

    mutating func know(_ key: [UInt8], _ id: Int64) { ids[Self.hash(key)] = id }

    mutating func id(ofKey key: [UInt8], _ db: Database) throws -> Int64? {
        if let id = ids[Self.hash(key)] { return id }
        if isComplete { return nil }
        guard let id = try db.value(named: MerchantSQL.mentionOfKey, [Data(key)], as: Int64.self) else { return nil }
        know(key, id)
        return id
    }

    func link(of id: Int64, _ db: Database) throws -> MentionLink {
        if let mention = book.mentions[id] { return mention.link }
        guard let row = try Row.fetchOne(db.statement(named: MerchantSQL.fetchMention), arguments: [id]) else {
            return MentionLink(entity: id)
        }
        return MentionRow.mention(row, readings).link
    }

    /// Takes in the mentions of a block with all members of their groups.
    /// - Parameter uses: complaints of this transaction that the table doesn't know yet.
    mutating func load(block: Int64, adding uses: [Int64: Int], _ db: Database) throws {
        guard !isComplete, loaded.insert(block).inserted else { return }
        // Groups reach beyond the block where a code, an abbreviation or staff joined them.
        for statement in [MerchantSQL.mentionsOfBlock, .mentionsOutsideBlock] {
            for mention in try Self.fetch(statement, [block], readings, db) { try take(mention, uses, db) }
        }
    }

    /// Takes in a merchant with all that its mentions may be compared with.
    mutating func load(entity: Int64, _ db: Database) throws {
        for mention in try Self.fetch(.mentionsOfEntity, [entity], readings, db) {
            try load(block: mention.block, adding: [:], db)
        }
    }

    private mutating func take(_ mention: Mention, _ uses: [Int64: Int], _ db: Database) throws {
        guard book.mentions[mention.id] == nil else { return }
        var mention = mention
        mention.uses += uses[mention.id] ?? 0
        let rows = try Row.fetchCursor(db.statement(named: MerchantSQL.evidenceOfMention), arguments: [mention.id])
        while let row = try rows.next() {
            if let kind = Evidence.Kind(rawValue: row[0]) {
                mention.evidence.append(Evidence(kind: kind, value: row[1]))
            }
        }
        book.restore(mention)
    }

    private static func fetch(
        _ sql: MerchantSQL, _ arguments: StatementArguments, _ readings: NameReading, _ db: Database
    ) throws -> [Mention] {
        var mentions: [Mention] = []
        let rows = try Row.fetchCursor(db.statement(named: sql), arguments: arguments)
        while let row = try rows.next() { mentions.append(MentionRow.mention(row, readings)) }
        return mentions
    }

    private mutating func loadDecisions(_ db: Database) throws {
        for row in try Row.fetchAll(db.statement(named: MerchantSQL.decisionsInForce)) {
            let (kind, one, other): (String, Int64, Int64) = (row["kind"], row["merchant_id"], row["other_id"])
            if kind == "join" {
                book.joined[one, default: []].insert(other)
                book.joined[other, default: []].insert(one)
            } else {
                book.takenOut.insert(other)
                book.parted[one, default: []].insert(other)
                book.parted[other, default: []].insert(one)
                if let key = try Row.fetchOne(db.statement(named: MerchantSQL.fetchMention), arguments: [other])?[
                    "name_key"] as Data?
                {
                    book.partedNames[MerchantBook.name(ofKey: key), default: []].insert(one)
                }
            }
        }
    }

    /// FNV-1a, 64 bits: among a million keys, two meet once in thirty million databases.
    private static func hash(_ key: [UInt8]) -> UInt64 {
        key.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
