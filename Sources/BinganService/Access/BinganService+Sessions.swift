import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// A session of the pages.
public struct Session: Sendable, Equatable {
    /// The token it was opened with; 0 while no token was configured.
    public let tokenID: Int64
    public let expiresAt: Timestamp
}

extension BinganService {
    /// Seconds after which the pages ask for the token again: a working day.
    public static let sessionLength: Int64 = 12 * 3600

    /// A secret that nobody else has.
    public static func newSecret() -> Secret { Secret() }

    /// Opens a session for the holder of a token; the secret goes into the cookie.
    public func openSession(tokenID: Int64) throws -> Secret {
        let secret = Secret()
        let now = Timestamp.now.epochSeconds
        try store.write { db in
            try db.run(named: AccessSQL.deleteOldSessions, [now])
            try db.run(named: AccessSQL.insertSession, [secret.hash(), tokenID, now, now + Self.sessionLength])
        }
        return secret
    }

    /// The session of a cookie; nil when there is none, or no longer.
    public func session(_ secret: Secret) throws -> Session? {
        try store.read { db in
            let arguments: StatementArguments = [secret.hash(), Timestamp.now.epochSeconds]
            return try Row.fetchOne(db.statement(named: AccessSQL.sessionToken), arguments: arguments).map { row in
                Session(tokenID: row[0], expiresAt: Timestamp(epochSeconds: row[1]))
            }
        }
    }

    public func closeSession(_ secret: Secret) throws {
        try store.write { db in try db.run(named: AccessSQL.deleteSession, [secret.hash()]) }
    }
}
