import BinganService

/// Who looks at a page, as far as pages need to know.
struct PageVisitor: Sendable {
    let name: String
    /// As histories and the audit name who did something.
    let author: String
    let role: Role
    /// What forms must send back; empty for a program's token, which sends none.
    let formToken: String
    /// False while no token is configured: nobody has logged in.
    let canLogOut: Bool

    init(_ identity: Identity) {
        name = identity.isOpen ? "本机" : identity.name
        author = identity.name
        role = identity.role
        formToken = identity.formToken ?? ""
        canLogOut = !identity.isOpen && identity.formToken != nil
    }

    var visibility: Visibility { role.visibility }

    func mayActAs(_ roles: Role...) -> Bool { roles.contains { role.covers($0) } }
}
