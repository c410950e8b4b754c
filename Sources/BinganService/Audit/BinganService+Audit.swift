import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Which entries of the audit are meant; all that is given must hold.
public struct AuditFilter: Sendable, Equatable {
    public var actor: String?
    public var action: AuditEntry.Action?
    public var complaintID: Int64?
    /// Seconds since 1970, lower included, upper not.
    public var from: Int64?
    public var to: Int64?

    public init(actor: String? = nil, action: String? = nil, complaint: String? = nil, from: String?, to: String?)
        throws(Failure)
    {
        self.actor = actor
        if let action {
            guard let known = AuditEntry.Action(rawValue: action) else {
                let names = AuditEntry.Action.allCases.map(\.rawValue).joined(separator: ", ")
                throw .parameter("action", "out-of-range", "Give one of: \(names).")
            }
            self.action = known
        }
        if let complaint {
            guard let id = ComplaintID(complaint) else {
                throw .parameter("complaint", "out-of-range", "Give a complaint's id.")
            }
            complaintID = id.number
        }
        let period = try ReceivedPeriod(from: from, to: to).range
        (self.from, self.to) = (period.lower, period.upper)
    }
}

extension BinganService {
    /// Most entries of one answer.
    public static let auditLimits = 1...100_000

    /// Writes entries, in one transaction.
    public func record(_ entries: [AuditEntry]) throws {
        guard !entries.isEmpty else { return }
        try store.write { db in
            for entry in entries {
                try db.run(
                    named: AccessSQL.insertAudit,
                    [
                        entry.at.epochSeconds, entry.actor, entry.role, entry.action.rawValue, entry.complaintID,
                        entry.query, entry.rows, entry.requestID,
                    ])
            }
        }
    }

    /// Entries, newest first.
    public func audit(_ filter: AuditFilter, limit: Int) throws -> [AuditEntry] {
        try store.read { db in
            let arguments: StatementArguments = [
                filter.actor, filter.action?.rawValue, filter.complaintID, filter.from, filter.to, limit,
            ]
            return try Row.fetchAll(db.statement(named: AccessSQL.auditEntries), arguments: arguments).map { row in
                AuditEntry(
                    at: Timestamp(epochSeconds: row[0]), actor: row[1], role: row[2],
                    action: AuditEntry.Action(rawValue: row[3]) ?? .open, complaintID: row[4], query: row[5],
                    rows: row[6], requestID: row[7])
            }
        }
    }
}
