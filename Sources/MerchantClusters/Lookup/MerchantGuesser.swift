import ComplaintIndex
import ComplaintModel
import GRDB
import TextAnalysis

/// Says which known merchant a complaint that is not stored is about, as intake would, and writes nothing.
package struct MerchantGuesser: Sendable {
    private let reader: MentionReader

    /// - Throws: `DictionaryError`.
    package init() throws {
        reader = try MentionReader(Analyzer())
    }

    /// Nil for a complaint that names none, or one that nobody complained about before.
    package func entity(of complaint: Complaint, _ db: Database) throws -> Int64? {
        guard let draft = try reader.mention(of: complaint) else { return nil }
        var memory = try MerchantMemory.current(nil, reader, db)
        if let id = try memory.id(ofKey: draft.key, db) { return try memory.link(of: id, db).entity }
        try memory.load(block: draft.block, adding: [:], db)
        let mention = Mention(id: memory.last + 1, draft)
        _ = memory.book.place(mention, key: draft.key)
        let placed = memory.book.takeChanges().first { $0.id == mention.id }
        guard let entity = placed?.link.entity, entity != mention.id else { return nil }
        return entity
    }
}
