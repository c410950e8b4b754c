import ComplaintModel
import Foundation

/// A token as the database knows it: everything but the secret.
public struct AccessToken: Sendable, Equatable {
    public let id: Int64
    public let name: String
    public let role: Role
    /// Requests a minute; nil for as many as come.
    public let rate: Int?
    public let createdAt: Timestamp
    public let revokedAt: Timestamp?
    let salt: Data
    let hash: Data

    public var isValid: Bool { revokedAt == nil }

    /// Whether `secret` is this token's, in constant time.
    public func accepts(_ secret: Secret) -> Bool {
        equalInConstantTime(secret.hash(salt: salt), hash) && isValid
    }
}

extension AccessToken {
    public func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", id)
        object.field("name", name)
        object.field("role", role.rawValue)
        object.field("rate", rate)
        object.field("created_at", createdAt)
        object.field("revoked_at", revokedAt)
    }
}

/// A token as its holder sends it: `bingan_ID_SECRET`. The id finds the salt.
public struct BearerToken: Sendable {
    public let id: Int64
    public let secret: Secret

    static let prefix = "bingan_"

    /// Nil for what is no token of ours.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix(Self.prefix), text.utf8.count <= 128 else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let id = Int64(parts[0]), !parts[1].isEmpty else { return nil }
        self.id = id
        secret = Secret(text: parts[1])
    }

    init(id: Int64, secret: Secret) {
        self.id = id
        self.secret = secret
    }

    public var text: String { "\(Self.prefix)\(id)_\(secret.text)" }
}
