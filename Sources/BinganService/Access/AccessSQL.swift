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
}
