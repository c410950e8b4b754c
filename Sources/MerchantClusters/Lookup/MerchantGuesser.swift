import ComplaintIndex
import ComplaintModel
import GRDB
import Synchronization
import TextAnalysis

/// Says which known merchant a complaint that is not stored is about, as intake would, and writes nothing.
package struct MerchantGuesser: Sendable {
    private let reader: MentionReader

    /// - Throws: `DictionaryError`.
    package init() throws {
        reader = try MentionReader(Analyzer())
    }

    /// Nil for a complaint that names none, or one that nobody complained about before.
    package func entity(of complaint: Complaint, _ known: KnownBlocks, _ db: Database) throws -> Int64? {
        guard let draft = try reader.mention(of: complaint) else { return nil }
        if let link = try MerchantMemory.link(ofKey: draft.key, reader, db) { return link.entity }
        var memory = try known.memory(draft.block, db) {
            var memory = try MerchantMemory.current(nil, reader, db)
            try memory.load(block: draft.block, adding: [:], db)
            return memory
        }
        let mention = Mention(id: .max, draft)
        _ = memory.book.place(mention, key: draft.key)
        let placed = memory.book.takeChanges().first { $0.id == mention.id }
        guard let entity = placed?.link.entity, entity != mention.id else { return nil }
        return entity
    }
}

/// Blocks of look-alikes as checks have read them: while one name is typed, and for names that many bear, the same block is
/// asked for again and again. Each is good until a mention comes to it or groups change, and no longer than half a minute,
/// since phones and addresses may be learned of its mentions.
package final class KnownBlocks: Sendable {
    private struct Entry {
        let version: Int64
        let highest: Int64
        let memory: MerchantMemory
        /// When it was read.
        let since = ContinuousClock.now
        var tick = 0
    }

    private struct State {
        var entries: [Int64: Entry] = [:]
        var mentions = 0
        var tick = 0
    }

    private let state = Mutex(State())
    /// Mentions in all blocks kept, some kilobyte each; a block of more than a quarter of them is not kept.
    private static let most = 12_000
    private static let longest = Duration.seconds(30)

    package init() {}

    /// The block's memory as `db`'s transaction sees it.
    func memory(_ block: Int64, _ db: Database, _ load: () throws -> MerchantMemory) throws -> MerchantMemory {
        let version = try db.value(named: MerchantSQL.merchantVersion, as: Int64.self) ?? 0
        let highest = try db.value(named: MerchantSQL.highestOfBlock, [block], as: Int64.self) ?? 0
        if let known = known(block, version, highest) { return known }
        let memory = try load()
        keep(Entry(version: version, highest: highest, memory: memory), block)
        return memory
    }

    private func known(_ block: Int64, _ version: Int64, _ highest: Int64) -> MerchantMemory? {
        state.withLock { state in
            guard let entry = state.entries[block], entry.version == version, entry.highest == highest,
                entry.since.duration(to: .now) < Self.longest
            else { return nil }
            state.tick += 1
            state.entries[block]?.tick = state.tick
            return entry.memory
        }
    }

    private func keep(_ entry: Entry, _ block: Int64) {
        let size = entry.memory.book.mentions.count
        guard size <= Self.most / 4 else { return }
        state.withLock { state in
            if let old = state.entries.removeValue(forKey: block) { state.mentions -= old.memory.book.mentions.count }
            while state.mentions + size > Self.most,
                let oldest = state.entries.min(by: { $0.value.tick < $1.value.tick })
            {
                state.entries[oldest.key] = nil
                state.mentions -= oldest.value.memory.book.mentions.count
            }
            state.tick += 1
            var entry = entry
            entry.tick = state.tick
            state.entries[block] = entry
            state.mentions += size
        }
    }
}
