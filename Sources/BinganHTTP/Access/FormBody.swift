import BinganService
import HTTPTypes
import Hummingbird

/// The fields of a form that a page sent, which it may only with its session's form token in `csrf`.
struct FormBody: Sendable {
    /// In their order, without `csrf`.
    let pairs: [(name: String, value: String)]

    private static let largest = 1 << 20

    /// A form whose token is that of an earlier session, or of none.
    struct Outdated: Error {
        let pairs: [(name: String, value: String)]
    }

    /// - Throws: `Problem` 401 without a session, 413, 415, 400 for what is no form; `Outdated` without the form token.
    init(_ request: Request, _ context: BinganContext) async throws {
        guard let identity = context.identity, let expected = identity.formToken else {
            throw Problem.unauthorized(nil)
        }
        let all = try await Self.fields(request)
        let given = all.first { $0.name == "csrf" }?.value ?? ""
        let others = all.filter { $0.name != "csrf" }
        guard equalInConstantTime(given.utf8, expected.utf8) else { throw Outdated(pairs: others) }
        pairs = others
    }

    /// What a form holds, whoever sent it.
    static func fields(_ request: Request) async throws -> [(name: String, value: String)] {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw Problem.unsupportedType("application/x-www-form-urlencoded")
        }
        return try QueryString.pairs(String(buffer: try await request.body.collect(upTo: largest)))
    }

    /// - Throws: `Failure` (`missing`) for a field that is not filled.
    func filled(_ name: String) throws(Failure) -> String {
        guard let value = self[name] else { throw Self.missing(name) }
        return value
    }

    /// The id of a complaint or a merchant.
    /// - Throws: `Failure` (`missing`) for a field that holds none.
    func id(_ name: String) throws(Failure) -> Int64 {
        guard let id = ComplaintID(self[name] ?? "") else { throw Self.missing(name) }
        return id.number
    }

    static func missing(_ name: String) -> Failure {
        Failure(.usage, field: name, code: "missing", detail: "Fill in \(name).")
    }

    /// The first value of a field; nil for a missing or empty one.
    subscript(name: String) -> String? {
        pairs.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }
}
