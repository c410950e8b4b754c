import BinganService
import ComplaintModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Storing complaints.
struct IntakeRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v1/complaints", .intake) { try await add($0) },
            Endpoint(.post, "/v1/complaints/batch", .intake) { try await addBatch($0) },
        ]
    }

    /// 201 for a new complaint, 200 for one that was known; both with its place.
    private func add(_ call: Call) async throws -> Response {
        let update = try call.parameters("update").flag("update")
        let body = try await call.body(type: .json, upTo: BodyLimit.complaint)
        let complaint = try ComplaintDecoder().decode(body)
        let key = try call.request.headers[.idempotencyKey].map { text in
            // The same body with ?update is another request.
            try IdempotencyKey(text, tokenID: call.identity.tokenID, body: update ? body + "?update".utf8 : body)
        }
        let (service, visibility, by) = (backend.service, call.visibility, call.author)
        let answer = try await backend.lanes.write.run {
            try service.intake(complaint, update: update, key: key, by: by, visibility)
        }
        backend.audit.note(.store, by: call.identity, call.context, complaint: answer.id)
        var headers: HTTPFields = [.location: "/v1/complaints/\(answer.id)"]
        if answer.isRepeated { headers[.idempotentReplay] = "true" }
        let status: HTTPResponse.Status = answer.result == .added ? .created : .ok
        return .bytes(answer.json, type: ContentType.json, status: status, headers: headers)
    }

    /// A line of the answer for every line of the body, in its order, as each part is on disk.
    private func addBatch(_ call: Call) async throws -> Response {
        let update = try call.parameters("update").flag("update")
        try call.require(.ndjson)
        let batch = ComplaintBatch(
            backend: backend, body: call.request.body, update: update, by: call.author, visibility: call.visibility)
        let (audit, identity, context) = (backend.audit, call.identity, call.context)
        // The first lines are stored before anything is answered: what stops the whole batch is told by the status.
        var lines = batch.lines()
        guard let first = try await lines.next() else {
            throw Problem(
                status: .unprocessableContent, detail: "Give at least one complaint, one a line.", code: "missing",
                field: "line")
        }
        let stream = lines
        return Response(
            status: .ok, headers: [.contentType: ContentType.ndjson],
            body: ResponseBody { writer in
                var stream = stream
                var answers: BatchAnswers? = first
                var stored = 0
                // Also of a batch that breaks off: what is stored stays.
                defer { audit.note(.store, by: identity, context, rows: stored) }
                while let part = answers {
                    stored += part.stored
                    try await writer.write(ByteBuffer(bytes: part.bytes))
                    answers = try await stream.next(isBegun: true)
                }
                try await writer.finish(nil)
            })
    }
}
