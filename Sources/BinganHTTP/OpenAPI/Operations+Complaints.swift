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
            ], problems: [408, 409, 413, 415, 422]),
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
            answers: [json("Complaint", "As it is now.", headers: ["ETag"])],
            problems: [404, 408, 409, 412, 413, 415, 422]),
    ]

    static let duplicates: [String: Operation] = [
        "POST /v1/duplicates/check": Operation(
            summary: "What a complaint, or any part of one, is to the stored ones; nothing is stored.",
            parameters: [
                .init(name: "partial", schema: Schema.boolean, description: "The text isn't finished.")
            ],
            body: [.init(type: "application/json", schema: Schema.reference("PartOfComplaint"))],
            answers: [json("Duplicate", "Verdict, probability and reasons.")], problems: [408, 413, 415, 422]),
        "GET /v1/complaints/{id}/similar": Operation(
            summary: "The complaints most like it, with reasons.",
            parameters: [.init(name: "limit", schema: Schema.whole(1...BinganService.mostSimilar))],
            answers: [json("Similar", "Best first.")], problems: [404]),
        "POST /v1/reviews": Operation(
            summary: "Say what two complaints are to each other, which binds.",
            body: [
                decision(
                    [
                        ("id", Schema.id), ("other", Schema.id),
                        ("as", Schema.choice(["duplicate", "copy", "related", "different"])),
                    ], ["id", "other", "as"])
            ],
            answers: [json("Review", "The decision.", status: 201, headers: ["Location"])],
            problems: [404, 408, 413, 415, 422]),
        "GET /v1/reviews/next": Operation(
            summary: "The pair on which a decision would tell most.",
            answers: [
                .init(status: 200, description: "Both complaints, and why they may belong together."),
                .init(status: 204, description: "None is in doubt.", type: nil),
            ]),
        "DELETE /v1/reviews/{id}": Operation(
            summary: "Undo a decision.", answers: [json("Review", "The decision, ended.")], problems: [404, 422]),
    ]

    private static let ifNoneMatch = Operation.Parameter(
        name: "If-None-Match", schema: Schema.string, place: .header)

    private static let shown: [Operation.Answer] = [
        json("Complaint", "The complaint.", headers: ["ETag"]),
        .init(status: 304, description: "The copy is still good.", type: nil, headers: ["ETag"]),
    ]
}
