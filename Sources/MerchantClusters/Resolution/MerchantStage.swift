import ComplaintIndex
import Foundation
import GRDB
import Synchronization
import TextAnalysis

/// Resolves the merchant of each complaint as it is stored (商家).
package final class MerchantStage: IntakeStage {
    package let isCheck = false
    /// Made at the first complaint: commands that only read don't wait for the dictionaries.
    private let made = Mutex<MentionReader?>(nil)
    /// What the last session knew; nil while one runs, so that a rolled back one leaves nothing.
    private let kept = Mutex<MerchantMemory?>(nil)

    package init() {}

    private func reader() throws -> MentionReader {
        if let reader = made.withLock({ $0 }) { return reader }
        // The user's words don't matter to folding.
        let reader = try MentionReader(Analyzer())
        made.withLock { $0 = reader }
        return reader
    }

    package func prepare(_ draft: Draft) throws -> any Sendable {
        let reader = try reader()
        if let mention = try reader.mention(of: draft.complaint) {
            return PreparedMerchant(mention: mention, inText: [])
        }
        return PreparedMerchant(mention: nil, inText: try reader.mentionsInText(of: draft.complaint))
    }

    package func session(_ db: Database) throws -> any IntakeSession {
        let memory = kept.withLock { kept in
            let memory = kept
            kept = nil
            return memory
        }
        return try MerchantSession(self, try MerchantMemory.current(memory, reader(), db), db)
    }

    func keep(_ memory: MerchantMemory) { kept.withLock { $0 = memory } }
}

struct PreparedMerchant: Sendable {
    let mention: MentionDraft?
    /// Merchants that the text may speak of, where the field names none.
    let inText: [MentionInText]
}

/// Which merchant a complaint was put to.
package struct MerchantFinding: IntakeFinding {
    /// The merchant as it is today.
    package let entity: Int64
    /// The id that the complaint keeps.
    package let mention: Int64
    package let reasons: [LinkReason]
    package let probability: Double

    package var isFlag: Bool { false }
}

/// The part of merchants in one write transaction.
final class MerchantSession: IntakeSession {
    private let stage: MerchantStage
    private let db: Database
    private var memory: MerchantMemory
    private var uses: [Int64: Int] = [:]
    private var links: [Int64: Int64] = [:]
    private var hasMoved = false
    private var stored = 0

    init(_ stage: MerchantStage, _ memory: MerchantMemory, _ db: Database) throws {
        self.stage = stage
        self.db = db
        self.memory = memory
    }

    func merchant(of draft: Draft, prepared: any Sendable) throws -> Int64? {
        guard let prepared = prepared as? PreparedMerchant else { return nil }
        if let mention = prepared.mention { return try id(of: mention) }
        for found in prepared.inText {
            if try memory.id(ofKey: found.mention.key, db) == nil {
                try memory.load(block: found.mention.block, adding: uses, db)
                // Words of a text are a merchant only where one is known by them, or where they say that they are one.
                guard found.isRegisteredName || memory.book.knows(found.mention) else { continue }
            }
            return try id(of: found.mention)
        }
        return nil
    }

    func stored(_ intake: inout Intake, prepared: any Sendable) throws {
        stored += 1
        intake.movedMerchants.formUnion(memory.book.takeMoved())
        guard let id = intake.merchantID else { return }
        let link = try memory.link(of: id, db)
        intake.findings.append(
            MerchantFinding(entity: link.entity, mention: id, reasons: link.reasons, probability: link.probability))
    }

    func finish() throws {
        for (id, more) in uses.sorted(by: { $0.key < $1.key }) {
            try db.run(named: MerchantSQL.addUses, [id, more])
        }
        try EntityBlocks.write(links, db)
        if hasMoved {
            try db.run(named: MerchantSQL.raiseMerchantVersion)
            memory.version += 1
        }
        if memory.isWorthKeeping(after: stored) { stage.keep(memory) }
    }

    private func id(of draft: MentionDraft) throws -> Int64 {
        if let id = try memory.id(ofKey: draft.key, db) {
            uses[id, default: 0] += 1
            memory.book.count(1, of: id)
            for item in draft.evidence {
                if memory.book.mentions[id] == nil || memory.book.note(item, of: id) { try write(item, of: id) }
            }
            return id
        }
        try memory.load(block: draft.block, adding: uses, db)
        memory.last += 1
        var mention = Mention(id: memory.last, draft)
        mention.uses = 1
        memory.know(draft.key, mention.id)
        _ = memory.book.place(mention, key: draft.key)
        for changed in memory.book.takeChanges() {
            links[changed.id] = changed.link.entity
            if changed.id == mention.id {
                try MentionRow.insert(changed, key: draft.key, db)
            } else {
                try MentionRow.move(changed, db)
                hasMoved = true
            }
        }
        try db.run(named: MerchantSQL.insertMerchantTerms, [mention.id, draft.terms])
        for item in draft.evidence { try write(item, of: mention.id) }
        return mention.id
    }

    private func write(_ item: Evidence, of id: Int64) throws {
        try db.run(named: MerchantSQL.insertEvidence, [id, item.kind.rawValue, item.value])
    }
}
