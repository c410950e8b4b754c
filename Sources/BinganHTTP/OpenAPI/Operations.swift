import BinganService
import ComplaintIndex
import ComplaintModel

/// What the document says of each endpoint, by method and path.
enum Operations {
    static let all: [String: Operation] = [
        "GET /healthz": Operation(summary: "The process lives.", answers: [json("Status", "It lives.")]),
        "GET /readyz": Operation(summary: "Requests can be answered.", answers: [json("Status", "They can.")]),
        "GET /openapi.json": Operation(
            summary: "This document.", answers: [.init(status: 200, description: "OpenAPI 3.1.")]),
        "GET /metrics": Operation(
            summary: "Latency by route, sizes, verdicts, as Prometheus reads them.",
            answers: [.init(status: 200, description: "Metrics.", type: "text/plain", schema: Schema.string)]),
        "GET /v1/search": Operation(
            summary: "Find complaints.", parameters: selecting + paging,
            answers: [json("SearchAnswer", "The hits, best first.")]),
        "GET /v1/export": Operation(
            summary: "All complaints that a search selects, as JSON Lines or CSV.",
            parameters: selecting + [
                .init(name: "format", schema: Schema.choice(["jsonl", "csv"])),
                .init(
                    name: "personal", schema: Schema.boolean,
                    description: "Names, phones and ID numbers in clear; masked otherwise."),
            ],
            answers: [
                .init(
                    status: 200, description: "A complaint a line, or a row.", type: "application/x-ndjson",
                    otherTypes: ["text/csv"],
                    schema: Schema.string)
            ]),
        "GET /v1/stats": Operation(
            summary: "Counts and sums.",
            parameters: selecting.filter { $0.name != "q" } + [
                .init(name: "by", schema: listed(StatsDimension.allCases.map(\.rawValue)))
            ],
            answers: [json("Stats", "The figures.")]),
        "GET /v1/audit": Operation(
            summary: "Who searched, opened and exported what, newest first.",
            parameters: [
                .init(name: "actor", schema: Schema.text),
                .init(name: "action", schema: Schema.choice(AuditEntry.Action.self)),
                .init(name: "complaint", schema: Schema.id),
                period("from"), period("to"), .init(name: "limit", schema: Schema.whole(BinganService.auditLimits)),
            ],
            answers: [json("Audit", "The entries.")]),
        "GET /v1/changes": Operation(
            summary: "What was stored, changed and judged since, in order, for the sender's own system.",
            parameters: [
                .init(
                    name: "since", schema: Schema.whole(0...Int(ComplaintID.largest)), description: "`next` of before."),
                .init(name: "limit", schema: Schema.whole(BinganService.feedLimits)),
            ],
            answers: [json("Changes", "The events, oldest first.")]),
    ].merging(complaints) { $1 }.merging(enforcement) { $1 }.merging(duplicates) { $1 }

    // MARK: Pieces

    static func json(_ schema: String, _ description: String, status: Int = 200, headers: [String] = [])
        -> Operation.Answer
    {
        .init(status: status, description: description, schema: Schema.reference(schema), headers: headers)
    }

    static func period(_ name: String) -> Operation.Parameter {
        .init(
            name: name, schema: Schema.text,
            description: "A year, month or day (2021, 2021-03, 2021-03-15) or a moment (RFC 3339), included.")
    }

    /// Some of the words, separated by commas.
    static func listed(_ words: [String]) -> JSONValue { Schema.list(Schema.choice(words)) }

    /// The parameters that say which complaints are meant.
    static let selecting: [Operation.Parameter] = [
        .init(name: "q", schema: Schema.text, description: "In the query language; every complaint when left out."),
        .init(name: "merchant", schema: Schema.text, description: "The merchant's name, or a part of it."),
        .init(name: "channel", schema: Schema.choice(Channel.self)),
        .init(name: "kind", schema: Schema.choice(Kind.self)),
        .init(name: "category", schema: Schema.text, description: "网购, or one below it: 网购/家电."),
        .init(name: "district", schema: Schema.text), .init(name: "status", schema: Schema.choice(Status.self)),
        .init(name: "phone", schema: Schema.text, description: "The complainant's telephone number."),
        .init(name: "order", schema: Schema.text, description: "The order number."), period("from"), period("to"),
    ]

    static let paging: [Operation.Parameter] = [
        .init(name: "sort", schema: Schema.choice(SearchSort.self)),
        .init(name: "limit", schema: Schema.whole(SearchParameters.limits)),
        .init(name: "cursor", schema: Schema.text, description: "`next_cursor` of the page before."),
        .init(name: "facets", schema: listed(FacetName.allCases.map(\.rawValue))),
        .init(name: "explain", schema: Schema.boolean),
    ]
}
