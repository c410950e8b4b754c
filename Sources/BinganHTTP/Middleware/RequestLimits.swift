import HTTPTypes
import Hummingbird

/// What the head of a request may hold, in bytes. NIO closes the connection on heads over 80 KiB.
enum RequestLimits {
    /// A query of 4 KiB, three bytes for each when escaped, with filters and a cursor.
    static let uri = 24 << 10
    static let headers = 16 << 10
    /// Connections at once; the next ones wait to be accepted.
    static let connections = 1024

    /// - Throws: `Problem` 414 or 431.
    static func check(_ request: Request) throws {
        guard (request.head.path?.utf8.count ?? 0) <= uri else {
            throw Problem(
                status: .uriTooLong, detail: "The address is too long; shorten the query.", code: "uri-too-long",
                headers: [.connection: "close"])
        }
        let size = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
        guard size <= headers else { throw Problem.headersTooLarge }
    }
}
