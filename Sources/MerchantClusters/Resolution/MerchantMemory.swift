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

    /// Mentions kept from one session to the next by a writer that stores a few complaints in each, some kilobyte each.
    private static let mostKept = 20_000

    /// Whether it is small enough to be kept after a session that stored so many complaints.
    func isWorthKeeping(after complaints: Int) -> Bool {
        isComplete || book.mentions.count <= max(Self.mostKept, 8 * complaints)
    }

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

    /// Where a name that is known belongs; nil for one that is not.
    static func link(ofKey key: [UInt8], _ reader: MentionReader, _ db: Database) throws -> MentionLink? {
        guard let id = try db.value(named: MerchantSQL.mentionOfKey, [Data(key)], as: Int64.self) else { return nil }
        return try link(of: id, reader.parser.lexicon.readings, db)
    }

    func link(of id: Int64, _ db: Database) throws -> MentionLink {
        try book.mentions[id]?.link ?? Self.link(of: id, readings, db)
    }

    private static func link(of id: Int64, _ readings: NameReading, _ db: Database) throws -> MentionLink {
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
        let parts: [(mentions: MerchantSQL, evidence: MerchantSQL)] = [
            (.mentionsOfBlock, .evidenceOfBlock), (.mentionsOutsideBlock, .evidenceOutsideBlock),
        ]
        for part in parts {
            let mentions = try Self.fetch(part.mentions, [block], readings, db)
            let evidence = mentions.isEmpty ? [:] : try Self.evidence(part.evidence, [block], db)
            for mention in mentions { take(mention, evidence[mention.id] ?? [], uses) }
        }
    }

    /// Takes in a merchant with all that its mentions may be compared with.
    mutating func load(entity: Int64, _ db: Database) throws {
        for mention in try Self.fetch(.mentionsOfEntity, [entity], readings, db) {
            try load(block: mention.block, adding: [:], db)
        }
    }

    private mutating func take(_ mention: Mention, _ evidence: [Evidence], _ uses: [Int64: Int]) {
        guard book.mentions[mention.id] == nil else { return }
        var mention = mention
        mention.uses += uses[mention.id] ?? 0
        mention.evidence += evidence
        book.restore(mention)
    }

    private static func evidence(
        _ sql: MerchantSQL, _ arguments: StatementArguments, _ db: Database
    ) throws -> [Int64: [Evidence]] {
        var evidence: [Int64: [Evidence]] = [:]
        let rows = try Row.fetchCursor(db.statement(named: sql), arguments: arguments)
        while let row = try rows.next() {
            guard let kind = Evidence.Kind(rawValue: row[1]) else { continue }
            evidence[row[0], default: []].append(Evidence(kind: kind, value: row[2]))
        }
        return evidence
    }

    private static func fetch(
        _ sql: MerchantSQL, _ arguments: StatementArguments, _ readings: NameReading, _ db: Database
    ) throws -> [Mention] {
        var mentions: [Mention] = []
        var reasons: [String: [LinkReason]] = [:]
        let rows = try Row.fetchCursor(db.statement(named: sql), arguments: arguments)
        while let row = try rows.next() { mentions.append(MentionRow.mention(row, readings, &reasons)) }
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
