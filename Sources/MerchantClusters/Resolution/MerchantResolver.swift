import ComplaintIndex
import Foundation
import GRDB
import TextAnalysis

/// What a full resolution did.
public struct ResolutionCounts: Sendable, Equatable {
    /// Names in their circumstances.
    public var mentions = 0
    public var merchants = 0
    /// Mentions that stand for another merchant than before.
    public var moved = 0
}

/// Resolves all merchants anew: names read with today's dictionaries, every mention placed by all the evidence, the fullest
/// names first, so that the result doesn't depend on the order of arrival. Staff's decisions bind. One transaction; memory
/// about a kilobyte a mention; O(mentions · names of a block).
public struct MerchantResolver: Sendable {
    private let store: Store
    private let reader: MentionReader

    /// - Throws: `DictionaryError`.
    public init(_ store: Store) throws {
        self.store = store
        reader = try MentionReader(store.analyzer)
    }

    /// - Parameter progress: mentions read, and how many there are.
    public func resolve(_ progress: (Int, Int) -> Void = { _, _ in }) throws -> ResolutionCounts {
        try store.withBulkCache { try store.write { db in try resolve(db, progress) } }
    }

    private func resolve(_ db: Database, _ progress: (Int, Int) -> Void) throws -> ResolutionCounts {
        var memory = try MerchantMemory.current(nil, reader, db)
        var before: [Int64: Int64] = [:]
        let uses = try self.uses(db)
        let total = Int(memory.last)
        try db.run(named: MerchantSQL.clearMerchantTerms)
        let evidence = try self.evidence(db)
        var ids: [Int64] = []
        let rows = try Row.fetchCursor(db.statement(named: MerchantSQL.allMentions))
        while let row = try rows.next() {
            let (mention, terms) = try read(row, uses, evidence)
            before[mention.id] = (row["entity_id"] as Int64?) ?? 0
            try db.run(named: MerchantSQL.insertMerchantTerms, [mention.id, terms])
            memory.book.admit(mention)
            ids.append(mention.id)
            progress(ids.count, total)
        }
        memory.book.rearrange(ids)
        return try write(memory.book, before, db)
    }

    /// Complaints by the merchant id that they carry.
    private func uses(_ db: Database) throws -> [UInt32: Int] {
        var uses: [UInt32: Int] = [:]
        try store.forEachMerchantID(db) { _, mention in uses[mention, default: 0] += 1 }
        return uses
    }

    private func evidence(_ db: Database) throws -> [Int64: [Evidence]] {
        var found: [Int64: [Evidence]] = [:]
        let rows = try Row.fetchCursor(db.statement(named: MerchantSQL.allEvidence))
        while let row = try rows.next() {
            guard let kind = Evidence.Kind(rawValue: row[1]) else { continue }
            found[row[0], default: []].append(Evidence(kind: kind, value: row[2]))
        }
        return found
    }

    private func read(
        _ row: Row, _ uses: [UInt32: Int], _ evidence: [Int64: [Evidence]]
    ) throws -> (Mention, terms: String) {
        let id: Int64 = row["id"]
        let known = MentionRow.mention(row, reader.parser.lexicon.readings)
        // A mention has a name that was read before.
        guard let name = try reader.read(known.name) else { return (known, "") }
        let draft = reader.draft(known.name, name, known.context, evidence[id] ?? [])
        var mention = Mention(id: id, draft)
        mention.uses = uses[UInt32(clamping: id)] ?? 0
        mention.link = known.link
        return (mention, draft.terms)
    }

    private func write(
        _ book: MerchantBook, _ before: [Int64: Int64], _ db: Database
    ) throws -> ResolutionCounts {
        var counts = ResolutionCounts(mentions: book.mentions.count, merchants: book.groups.count)
        var links: [Int64: Int64] = [:]
        for id in book.mentions.keys.sorted() {
            guard let mention = book.mentions[id] else { continue }
            try MentionRow.rewrite(mention, db)
            try db.run(named: MerchantSQL.setUses, [id, mention.uses])
            links[id] = mention.link.entity
            if before[id] != mention.link.entity { counts.moved += 1 }
        }
        try EntityBlocks.write(links, db)
        try db.run(named: MerchantSQL.raiseMerchantVersion)
        return counts
    }
}
