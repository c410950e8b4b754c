import BinganService
import HTTPTypes
import Hummingbird

/// One method on one path: who may call it, and what it answers.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces: `/v1/complaints/{id}`.
    let path: String
    /// Who may; empty for everybody, with a token or without.
    let roles: [Role]
    let answer: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ roles: Role...,
        answer: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.roles = roles
        self.answer = answer
    }

    /// Checks that the caller may, then answers.
    func respond(to request: Request, _ context: BinganContext) async throws -> Response {
        guard !roles.isEmpty else { return try await answer(Call(request, context, Identity.nobody)) }
        guard let identity = context.identity else { throw Problem.unauthorized(nil) }
        guard identity.mayActAs(roles) else { throw Problem.forbidden(identity.role, roles) }
        if let expected = identity.formToken, !Self.safe.contains(method) {
            let given = request.headers[.csrfToken] ?? ""
            // While no token is configured, scripts on this machine need none; browsers are stopped by where they
            // come from, and by the type of what they can send unasked.
            guard identity.isOpen || equalInConstantTime(given.utf8, expected.utf8) else { throw Problem.noFormToken }
        }
        return try await answer(Call(request, context, identity))
    }

    private static let safe: Set<HTTPRequest.Method> = [.get, .head, .options]
}

extension Identity {
    /// Somebody on a route that is open to all.
    static let nobody = Identity(tokenID: -1, name: "", role: .intake, formToken: nil)
}

/// A request whose caller may make it.
struct Call: Sendable {
    let request: Request
    let context: BinganContext
    let identity: Identity

    init(_ request: Request, _ context: BinganContext, _ identity: Identity) {
        self.request = request
        self.context = context
        self.identity = identity
    }

    var visibility: Visibility { identity.visibility }

    /// The parameters of the URI, in their order.
    func pairs() throws -> [(name: String, value: String)] { try QueryString.pairs(request.uri.query) }

    /// Parameters as the audit keeps them: `name:value`, apart by spaces.
    func spoken(_ pairs: [(name: String, value: String)]) -> String {
        pairs.filter { !$0.value.isEmpty }.map { "\($0.name):\($0.value)" }.joined(separator: " ")
    }

    /// The parameters of the URI, each known and given once.
    func parameters(_ allowed: String...) throws -> QueryParameters { try QueryParameters(pairs(), allowed: allowed) }

    /// The id in the path.
    func id(of thing: String = "complaint") throws -> Int64 {
        let text = context.parameters.get("id") ?? ""
        guard !text.contains("%00") else {
            throw Problem(
                status: .badRequest, detail: "Remove the NUL (U+0000) from the id.", code: "nul", field: "id")
        }
        guard let id = ComplaintID(text) else {
            throw Problem(
                status: .notFound, detail: "There is no \(thing) of this id; an id is a whole number.",
                code: "no-such-\(thing)", field: "id")
        }
        return id.number
    }
}
