import BinganService

/// Who asks.
struct Identity: Sendable, Equatable {
    /// 0 while no token is configured.
    let tokenID: Int64
    /// The token's name.
    let name: String
    let role: Role
    /// For the pages' sessions: what every form must send back as `csrf`. Nil for bearer tokens, which no browser sends
    /// by itself.
    let formToken: String?

    /// No token is configured: all is allowed, from this machine alone.
    var isOpen: Bool { tokenID == 0 }
    var visibility: Visibility { role.visibility }

    /// Whether one of `roles`, or a role that covers one of them, is held.
    func mayActAs(_ roles: [Role]) -> Bool { roles.contains { role.covers($0) } }
}
