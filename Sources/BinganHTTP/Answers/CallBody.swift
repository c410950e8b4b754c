import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird
import NIOCore

/// How much a body may hold, in bytes.
enum BodyLimit {
    /// More than any complaint within the limits of its fields has.
    static let complaint = 16 << 20
    /// Decisions, checks and the like.
    static let small = 1 << 20
}

/// What answers are, as `Content-Type` says it.
enum ContentType {
    static let json = "application/json; charset=utf-8"
    static let ndjson = "application/x-ndjson; charset=utf-8"
}

extension Call {
    enum BodyType {
        case json, mergePatch, ndjson

        var names: [String] {
            switch self {
            case .json: ["application/json"]
            case .mergePatch: ["application/merge-patch+json", "application/json"]
            case .ndjson: ["application/x-ndjson", "application/jsonl", "application/ndjson"]
            }
        }
    }

    /// - Throws: `Problem` 415 for a body of another type. A form of another site can send none of ours.
    func require(_ type: BodyType) throws {
        let given = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        guard type.names.contains(given) else { throw Problem.unsupportedType(type.names[0]) }
        guard request.headers[.contentEncoding].map({ $0.lowercased() == "identity" }) ?? true else {
            throw Problem(
                status: .unsupportedMediaType, detail: "Send the body as it is, not compressed.",
                code: "unsupported-encoding", field: "Content-Encoding")
        }
    }

    /// The whole body.
    /// - Throws: `Problem` 413, 415, or 408 when it doesn't arrive in time (``ConnectionClock``).
    func body(type: BodyType, upTo limit: Int) async throws -> [UInt8] {
        try require(type)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Problem.tooLarge }
        return Array(try await request.body.collect(upTo: limit).readableBytesView)
    }

    /// The whole body as a JSON object.
    func object(type: BodyType = .json, upTo limit: Int = BodyLimit.small) async throws -> JSONObject {
        guard case .object(let object) = try JSONValue(parsing: try await body(type: type, upTo: limit)) else {
            throw Problem(
                status: .unprocessableContent, detail: "Give a JSON object.", code: "wrong-type", field: "line")
        }
        return object
    }

    /// Who makes changes, as the history names them.
    var author: String { identity.name }
}
