import ComplaintIndex

/// The statements of Index/queries/access.sql.
enum AccessSQL: String, NamedSQL {
    case insertToken = "insert-token"
    case allTokens = "all-tokens"
    case revokeToken = "revoke-token"
    case insertSession = "insert-session"
    case sessionToken = "session-token"
    case deleteSession = "delete-session"
    case deleteSessionsOfToken = "delete-sessions-of-token"
    case deleteOldSessions = "delete-old-sessions"
    case knownKey = "known-key"
    case insertKey = "insert-key"
    case insertAnswer = "insert-answer"
    case deleteOldKeys = "delete-old-keys"
    case changesSince = "changes-since"
    case insertAudit = "insert-audit"
    case auditEntries = "audit-entries"
    case lastComplaint = "service-last-complaint"
    case countWaiting = "count-waiting"
    case countVerdicts = "count-verdicts"
}
