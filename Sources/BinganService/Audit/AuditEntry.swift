import ComplaintModel

/// Who did what, when.
public struct AuditEntry: Sendable, Equatable {
    public enum Action: String, Sendable, CaseIterable {
        case search, open, similar, check, store, change, export, stats, merchant, cluster, alerts, report, review
        case login, logout, audit, erase
    }

    public var at: Timestamp
    /// The token's name; `cli:USER` for the command line.
    public var actor: String
    public var role: String
    public var action: Action
    public var complaintID: Int64?
    /// What was asked for, as far as the one who asked may see it.
    public var query: String?
    /// How many complaints were shown.
    public var rows: Int?
    public var requestID: String?

    public init(
        at: Timestamp = .now, actor: String, role: String, action: Action, complaintID: Int64? = nil,
        query: String? = nil, rows: Int? = nil, requestID: String? = nil
    ) {
        self.at = at
        self.actor = actor
        self.role = role
        self.action = action
        self.complaintID = complaintID
        self.query = query
        self.rows = rows
        self.requestID = requestID
    }

    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    /// Entries as one JSON object.
    public static func json(_ entries: [AuditEntry]) -> [UInt8] {
        JSONObjectWriter.bytes { object in
            object.array("entries") { list in
                for entry in entries { list.object { entry.writeFields(into: &$0) } }
            }
        }
    }

    public func writeFields(into object: inout JSONObjectWriter) {
        object.field("at", at)
        object.field("actor", actor)
        object.field("role", role)
        object.field("action", action.rawValue)
        object.field("complaint_id", complaintID)
        object.field("query", query)
        object.field("rows", rows)
        object.field("request_id", requestID)
    }
}
