import ComplaintIndex
import ComplaintModel
import GRDB

/// Gives each complaint its verdict in the transaction that stores it, so that of two alike that arrive at one moment the
/// second is found to repeat the first.
package struct DuplicateStage: IntakeStage {
    private let tables: DuplicateTables
    let keeper = MemoryKeeper()

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

    package func session(_ db: Database) throws -> any IntakeSession { DuplicateSession(db, self) }

    func engine(_ draft: Draft) -> DuplicateEngine { DuplicateEngine(draft.analyzer, draft.personKeys, tables) }
}

/// The stage's part in one write transaction.
final class DuplicateSession: IntakeSession {
    private let db: Database
    private let stage: DuplicateStage
    private var writer: VerdictWriter?

    init(_ db: Database, _ stage: DuplicateStage) {
        self.db = db
        self.stage = stage
    }

    func stored(_ intake: inout Intake, prepared: any Sendable) throws {
        guard let prepared = prepared as? DuplicateEngine.Prepared else { return }
        let writer = try self.writer ?? VerdictWriter(db, stage.engine(intake.draft), stage.keeper.take(db))
        self.writer = writer
        if let old = intake.replaced { try writer.forget(old) }
        intake.findings.append(try writer.write(prepared, id: intake.id, merchantID: intake.merchantID))
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
