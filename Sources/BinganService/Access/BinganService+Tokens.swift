import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

extension BinganService {
    /// Requests a minute that a token may be held to.
    public static let rates = 1...1_000_000

    /// Makes a token. The text is given this once; only a hash is kept.
    public func createToken(name: String, role: Role, rate: Int? = nil) throws -> BearerToken {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...100).contains(name.unicodeScalars.count), !name.unicodeScalars.contains(where: { $0.value < 0x20 })
        else { throw Failure.parameter("name", "out-of-range", "Give a name of 1 to 100 characters.") }
        if let rate, !Self.rates.contains(rate) {
            throw Failure.parameter("rate", "out-of-range", "Give 1 to 1000000 requests a minute.")
        }
        let (salt, secret) = (Secret.salt(), Secret())
        let id = try store.write { db in
            try db.value(
                named: AccessSQL.insertToken,
                [name, role.rawValue, salt, secret.hash(salt: salt), rate, Timestamp.now.epochSeconds], as: Int64.self)
        }
        return BearerToken(id: id ?? 0, secret: secret)
    }

    /// All tokens, revoked ones too.
    public func tokens() throws -> [AccessToken] {
        try store.read { db in
            try Row.fetchAll(db.statement(named: AccessSQL.allTokens)).map { row in
                AccessToken(
                    id: row[0], name: row[1], role: Role(rawValue: row[2]) ?? .search, rate: row[5],
                    createdAt: Timestamp(epochSeconds: row[6]),
                    revokedAt: (row[7] as Int64?).map { Timestamp(epochSeconds: $0) }, salt: row[3], hash: row[4])
            }
        }
    }

    /// Takes a token back, with the sessions it opened; false when there is no such valid token.
    public func revokeToken(id: Int64) throws -> Bool {
        try store.write { db in
            try db.run(named: AccessSQL.revokeToken, [id, Timestamp.now.epochSeconds])
            let revoked = db.changesCount > 0
            try db.run(named: AccessSQL.deleteSessionsOfToken, [id])
            return revoked
        }
    }
}
