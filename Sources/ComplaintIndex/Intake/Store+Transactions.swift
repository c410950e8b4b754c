import ComplaintModel
import struct ComplaintModel.RecordError  // GRDB has one too
import Foundation
import GRDB

/// A write transaction in which complaints are stored, with what is written beside them.
package struct IntakeTransaction {
    package let db: Database
    fileprivate var writer: RowWriter

    /// Stores a draft; a complaint without a number is always a new one.
    /// - Throws: `RecordError` (`number-exists`) before anything of it is written.
    package mutating func add(_ draft: Draft, update: Bool, by: String) throws -> AddAnswer {
        let db = db
        return try writer.add(draft, update: update, by: by) { _ in
            try db.value(.nextOrdinal, [draft.contentHash]) ?? 0
        }
    }
}

extension Store {
    /// Stores complaints in one transaction: all that `body` added and wrote is on disk when it returns, or nothing.
    /// - Parameter checks: false leaves out the stages that check.
    package func intake<T>(checks: Bool = true, _ body: (inout IntakeTransaction) throws -> T) throws -> T {
        try write { db in
            let sessions = try IntakeSessions(stages, checks: checks, db)
            var transaction = IntakeTransaction(
                db: db, writer: try RowWriter(db, indexes: isCurrent, knownBigrams: .none, sessions))
            let result = try body(&transaction)
            try transaction.writer.finish()
            return result
        }
    }

    /// Changes any field of a stored complaint, with history, in one transaction.
    ///
    /// - Parameter change: gets the complaint as it stands and gives it as it shall be.
    /// - Returns: the complaint as it is now, of the same version when nothing changed; nil when there is none.
    /// - Throws: `RecordError` (`number-exists`) for a number that another complaint has; what `change` throws.
    package func change(
        id: Int64, by: String, _ change: (StoredComplaint) throws -> Complaint
    ) throws -> StoredComplaint? {
        try write { db in
            guard let row = try Self.row(id, db) else { return nil }
            let complaint = try change(row.stored)
            guard complaint != row.stored.complaint else { return row.stored }
            let draft = try draft(complaint)
            guard draft.contentHash != row.contentHash else {
                return try changeHandling(row, to: complaint, by: by, db)
            }
            if let number = complaint.number, let known = try db.value(.idOfNumber, [number], as: Int64.self),
                known != id
            {
                throw RecordError(
                    field: "number", rule: "number-exists", detail: "Complaint \(known) has this number already.")
            }
            let sessions = try IntakeSessions(stages, checks: true, db)
            var writer = try RowWriter(db, indexes: isCurrent, knownBigrams: .none, sessions)
            _ = try writer.replace(row, with: draft, by: by)
            try writer.finish()
            return try Self.row(id, db)?.stored
        }
    }

    private func changeHandling(
        _ before: ComplaintRow, to complaint: Complaint, by: String, _ db: Database
    ) throws -> StoredComplaint {
        var row = before
        row.stored.complaint = complaint
        row.stored.version += 1
        try update(row, before, db)
        let now = Timestamp.now.epochSeconds
        for field in HandlingField.allCases {
            let (old, new) = (field.text(of: before.stored.complaint), field.text(of: complaint))
            guard old != new else { continue }
            try db.run(.insertHistory, [row.stored.id, row.stored.version, field.rawValue, old, new, now, by])
        }
        let sessions = try IntakeSessions(stages, checks: true, db)
        try sessions.changed(from: before.stored, to: row.stored)
        try sessions.finish()
        return row.stored
    }
}
