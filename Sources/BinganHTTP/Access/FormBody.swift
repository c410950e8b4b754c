import BinganService
import HTTPTypes
import Hummingbird

/// The fields of a form that a page sent, which it may only with its session's form token in `csrf`.
struct FormBody: Sendable {
    /// In their order, without `csrf`.
    let pairs: [(name: String, value: String)]

    private static let largest = 1 << 20

    /// - Throws: `Problem` 401 without a session, 403 without the form token, 413, 415, 400 for what is no form.
    init(_ request: Request, _ context: BinganContext) async throws {
        guard let identity = context.identity, let expected = identity.formToken else {
            throw Problem.unauthorized(nil)
        }
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw Problem.unsupportedType("application/x-www-form-urlencoded")
        }
        let body = try await request.body.collect(upTo: Self.largest)
        let all = try QueryString.pairs(String(buffer: body))
        let given = all.first { $0.name == "csrf" }?.value ?? ""
        guard equalInConstantTime(given.utf8, expected.utf8) else { throw Problem.noFormToken }
        pairs = all.filter { $0.name != "csrf" }
    }

    /// The first value of a field; nil for a missing or empty one.
    subscript(name: String) -> String? {
        pairs.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }
}
