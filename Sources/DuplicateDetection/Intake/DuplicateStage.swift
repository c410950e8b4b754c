import ComplaintIndex
import ComplaintModel
import GRDB

/// Gives each complaint its verdict in the transaction that stores it, so that of two alike that arrive at one moment the
/// second is found to repeat the first.
package struct DuplicateStage: IntakeStage {
    private let tables: DuplicateTables
    let keeper = MemoryKeeper()
    /// What reading ahead has read.
    private let ahead = SharedProfiles()

    /// - Throws: `DictionaryError` for weights or frequencies that can't be read.
    package init() throws {
        self.init(try DuplicateTables.shared.get())
    }

    package init(_ tables: DuplicateTables) {
        self.tables = tables
    }

    package func prepare(_ draft: Draft) throws -> any Sendable {
        try engine(draft).prepare(
            draft.complaint, PersonData(phone: draft.phoneKey, idNumber: draft.idNumberKey))
    }

    package func session(_ db: Database) throws -> any IntakeSession { try DuplicateSession(db, self) }

    package func readAhead(_ db: Database, _ store: Store) throws -> (any IntakeReadAhead)? {
        try DuplicateReadAhead(
            db, DuplicateEngine(store.analyzer, store.personKeys, tables), ahead)
    }

    func engine(_ draft: Draft) -> DuplicateEngine { DuplicateEngine(draft.analyzer, draft.personKeys, tables) }
}

/// The stage's part in one write transaction.
final class DuplicateSession: IntakeSession {
    private let db: Database
    private let stage: DuplicateStage
    private var writer: VerdictWriter?

    private let mark: IndexMark

    init(_ db: Database, _ stage: DuplicateStage) throws {
        self.db = db
        self.stage = stage
        mark = try IndexMark(db)
    }

    func stored(_ intake: inout Intake, prepared: any Sendable) throws {
        guard let prepared = prepared as? DuplicateEngine.Prepared else { return }
        let writer = try self.writer ?? begin(intake.draft)
        if let old = intake.replaced { try writer.forget(old) }
        writer.forgetMerchants(intake.movedMerchants)
        intake.findings.append(
            try writer.write(
                prepared, id: intake.id, merchantID: intake.merchantID, isNew: intake.replaced == nil))
    }

    private func begin(_ draft: Draft) throws -> VerdictWriter {
        let memory = try stage.keeper.take(db)
        memory.begin(mark)
        let made = try VerdictWriter(db, stage.engine(draft), memory)
        writer = made
        return made
    }

    /// Looks through all keys, since what a complaint was found by may have changed: rare enough to take its second.
    /// What repeated it alone is new from now on.
    func erased(_ complaint: StoredComplaint) throws {
        try writer?.finish()
        writer?.forgetProfile(complaint.id)
        for sql in [SQL.eraseKeys, .eraseVerdict, .erasePairs, .eraseDecisions, .orphanVerdicts, .orphanRoots] {
            try db.run(sql, [complaint.id])
        }
    }

    func finish() throws { try writer?.finish() }
}
