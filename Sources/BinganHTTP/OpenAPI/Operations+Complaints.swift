import BinganService
import ComplaintModel

/// Complaints: stored, looked at, changed.
extension Operations {
    private static let update = Operation.Parameter(
        name: "update", schema: Schema.boolean,
        description: "Other content under a known number takes the place of the stored one.")

    static let complaints: [String: Operation] = [
        "POST /v1/complaints": Operation(
            summary: "Store a complaint; it is on disk when this answers.",
            parameters: [
                update,
                .init(
                    name: "Idempotency-Key", schema: ["type": "string", "pattern": "^[!-~]{1,255}$"], place: .header,
                    description: "The same key with the same body gives the answer of the first time."),
            ],
            body: [.init(type: "application/json", schema: Schema.reference("NewComplaint"))],
            answers: [
                json("IntakeAnswer", "Stored.", status: 201, headers: ["Location"]),
                json("IntakeAnswer", "Known already, or updated.", headers: ["Location"]),
            ], problems: [408, 413, 415, 422]),
        "POST /v1/complaints/batch": Operation(
            summary: "Store complaints, one a line; a line of the answer for each.",
            parameters: [update], body: [.init(type: "application/x-ndjson", schema: Schema.anything)],
            answers: [
                .init(
                    status: 200, description: "`line`, `status` and what POST /v1/complaints answers, or `problem`.",
                    type: "application/x-ndjson", schema: Schema.string)
            ], problems: [408, 413, 415, 422]),
        "GET /v1/complaints": Operation(
            summary: "The complaint of the sender's own number.",
            parameters: [
                .init(
                    name: "number", schema: ["type": "string", "minLength": .integer(1), "pattern": "^[^\\u0000]*$"],
                    isRequired: true), ifNoneMatch,
            ], answers: shown, problems: [404]),
        "GET /v1/complaints/{id}": Operation(
            summary: "One complaint.", parameters: [ifNoneMatch], answers: shown, problems: [404]),
        "GET /v1/complaints/{id}/history": Operation(
            summary: "What was changed in it, oldest first.", answers: [json("History", "The changes.")],
            problems: [404]),
        "PATCH /v1/complaints/{id}": Operation(
            summary: "Change it by a JSON merge patch (RFC 7396): search the handling fields, admin all.",
            parameters: [
                .init(
                    name: "If-Match", schema: Schema.string, place: .header,
                    description: "The ETag of the version that the change is made for.")
            ],
            body: ["application/merge-patch+json", "application/json"].map {
                .init(type: $0, schema: Schema.reference("Patch"))
            },
            answers: [json("Complaint", "As it is now.", headers: ["ETag"])], problems: [404, 408, 412, 413, 415, 422]),
    ]

    private static let ifNoneMatch = Operation.Parameter(
        name: "If-None-Match", schema: Schema.string, place: .header)

    private static let shown: [Operation.Answer] = [
        json("Complaint", "The complaint.", headers: ["ETag"]),
        .init(status: 304, description: "The copy is still good.", type: nil, headers: ["ETag"]),
    ]
}
