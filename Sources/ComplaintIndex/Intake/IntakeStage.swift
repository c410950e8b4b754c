import ComplaintModel
import GRDB

/// What a module further down does with a complaint as it is stored: resolve its merchant, look for earlier ones of the
/// same matter, put it into a cluster. All of it happens in the transaction that stores the row, so that a complaint is
/// never there without it.
///
///     prepare (any thread, no lock) → [write transaction: merchant → row, full text, columns → stored] → finish
package protocol IntakeStage: Sendable {
    /// Whether `--no-check` leaves the stage out.
    var isCheck: Bool { get }

    /// The work that needs no database; done before the write lock is taken.
    func prepare(_ draft: Draft) throws -> any Sendable

    /// The stage's part in one write transaction.
    func session(_ db: Database) throws -> any IntakeSession

    /// What an import lets another core read beforehand, within one read transaction; nil for nothing.
    func readAhead(_ db: Database, _ store: Store) throws -> (any IntakeReadAhead)?
}

/// Reads for drafts what the write transaction would else read, from what is committed by then. The session must see to
/// it that this still holds.
package protocol IntakeReadAhead: AnyObject {
    /// - Parameter prepared: what the stage worked out for the draft.
    /// - Returns: the same with what was read.
    func read(_ prepared: any Sendable) throws -> any Sendable
}

/// A stage's part in one write transaction; it may remember what a rollback would take back, since it ends with it.
package protocol IntakeSession: AnyObject {
    /// The merchant of the draft, before its row is written; nil leaves it to the next stage.
    func merchant(of draft: Draft, prepared: any Sendable) throws -> Int64?

    /// The row is written, new or in the place of another content.
    /// - Parameter intake: findings of earlier stages are there; what this one finds is added.
    func stored(_ intake: inout Intake, prepared: any Sendable) throws

    /// Handling fields of a stored complaint were changed.
    func changed(from before: StoredComplaint, to after: StoredComplaint) throws

    /// A complaint is about to be removed for good: nothing of it may be kept.
    func erased(_ complaint: StoredComplaint) throws

    /// Writes what was gathered; the last step before the commit.
    func finish() throws
}

extension IntakeStage {
    package var isCheck: Bool { true }
    package func prepare(_ draft: Draft) throws -> any Sendable { () }
    package func readAhead(_ db: Database, _ store: Store) throws -> (any IntakeReadAhead)? { nil }
}

extension IntakeSession {
    package func merchant(of draft: Draft, prepared: any Sendable) throws -> Int64? { nil }
    package func stored(_ intake: inout Intake, prepared: any Sendable) throws {}
    package func changed(from before: StoredComplaint, to after: StoredComplaint) throws {}
    package func erased(_ complaint: StoredComplaint) throws {}
    package func finish() throws {}
}

/// A complaint on its way through the stages, once its row is written.
package struct Intake {
    package let id: Int64
    package let draft: Draft
    package let merchantID: Int64?
    /// What stood in its place before; nil for a new complaint.
    package let replaced: StoredComplaint?
    /// Merchants that names came to or left as this one's was placed.
    package var movedMerchants: Set<Int64> = []
    /// What the stages found so far, in their order.
    package var findings: [any IntakeFinding] = []

    package func finding<T: IntakeFinding>(_ type: T.Type = T.self) -> T? { findings.findingOf(type) }
}

/// What a stage found: a verdict, a cluster.
package protocol IntakeFinding: Sendable {
    /// Whether an import counts the complaint as flagged.
    var isFlag: Bool { get }
}

extension [any IntakeFinding] {
    fileprivate func findingOf<T>(_ type: T.Type) -> T? {
        for finding in self { if let found = finding as? T { return found } }
        return nil
    }
}

/// What became of a complaint that was handed in, with what the stages found.
public struct AddAnswer: Sendable {
    public let result: AddResult
    package let findings: [any IntakeFinding]

    package func finding<T: IntakeFinding>(_ type: T.Type = T.self) -> T? { findings.findingOf(type) }
}

/// The stages' sessions of one write transaction, in order.
struct IntakeSessions {
    private let sessions: [(place: Int, session: any IntakeSession)]

    /// - Parameter checks: false leaves out the stages that check.
    init(_ stages: [any IntakeStage], checks: Bool, _ db: Database) throws {
        sessions = try stages.enumerated().filter { checks || !$0.element.isCheck }.map { place, stage in
            (place, try stage.session(db))
        }
    }

    func merchant(of draft: Draft) throws -> Int64? {
        for (place, session) in sessions {
            if let id = try session.merchant(of: draft, prepared: draft.prepared(place)) { return id }
        }
        return nil
    }

    func stored(_ intake: inout Intake) throws {
        for (place, session) in sessions { try session.stored(&intake, prepared: intake.draft.prepared(place)) }
    }

    func changed(from before: StoredComplaint, to after: StoredComplaint) throws {
        for (_, session) in sessions { try session.changed(from: before, to: after) }
    }

    func erased(_ complaint: StoredComplaint) throws {
        for (_, session) in sessions { try session.erased(complaint) }
    }

    func finish() throws {
        for (_, session) in sessions { try session.finish() }
    }
}
