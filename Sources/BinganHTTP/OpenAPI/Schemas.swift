import BinganService
import ComplaintIndex
import ComplaintModel

/// The shapes of bodies and answers, by the names that the document gives them.
enum Schemas {
    static var all: [(String, JSONValue)] {
        [
            ("Problem", problem), ("NewComplaint", newComplaint), ("PartOfComplaint", partOfComplaint),
            ("Patch", patch), ("Complaint", complaint), ("IntakeAnswer", intakeAnswer), ("SearchAnswer", searchAnswer),
            ("Hit", hit), ("Duplicate", duplicate), ("Match", match), ("Similar", similar), ("Review", review),
            ("History", history), ("Changes", changes),
            ("Merchants", merchants), ("Merchant", merchant), ("MerchantDecision", merchantDecision),
            ("Clusters", clusters), ("Cluster", clusterAlone), ("Alerts", alerts), ("Stats", stats), ("Audit", audit),
            ("CountForms", countForms), ("Suggestions", suggestions),
            ("Status", status),
        ]
    }

    private static let status = Schema.object([("status", Schema.string)])

    private static let problem = Schema.object(
        [
            ("type", Schema.string), ("title", Schema.string), ("status", Schema.whole(400...599)),
            ("detail", Schema.string), ("code", Schema.string), ("field", Schema.string),
        ], required: ["type", "title", "status", "detail", "code"])

    /// A field's string: any but those the index keeps for itself. At most so many bytes of UTF-8 as the README says.
    private static let field = Schema.optional(["type": "string", "pattern": "^[^\\u0000\\u001e\\u001f]*$"])
    private static let time = Schema.optional([
        "type": "string", "description": "RFC 3339, years 1900 to 2999; without an offset it is Asia/Shanghai's.",
    ])
    private static let day = Schema.optional(["type": "string", "description": "A day as 2021-01-04."])
    private static let amount = Schema.optional([
        "type": .array(["number", "string"]), "minimum": .integer(0),
        "description": "Yuan, two decimals at most, below 10^12.",
    ])
    private static let fields = Schema.optional([
        "type": "array", "maxItems": .integer(100),
        "items": ["type": "string", "pattern": "^[^\\u0000\\u001e\\u001f]*$"],
    ])

    private static let contentMembers: [(String, JSONValue)] = [
        ("number", field), ("kind", Schema.optional(Schema.choice(Kind.self))),
        ("channel", Schema.optional(Schema.choice(Channel.self))), ("received_at", time),
        (
            "complainant",
            Schema.optional(Schema.object([("name", field), ("phone", field), ("id_number", field)], required: []))
        ),
        (
            "merchant",
            Schema.optional(
                Schema.object(
                    [("name", field), ("address", field), ("uscc", field), ("platform", field), ("phone", field)],
                    required: []))
        ),
        ("demand", field), ("amount", amount), ("order_number", field), ("occurred_on", day), ("evidence", fields),
    ]

    private static let handlingMembers: [(String, JSONValue)] = [
        ("category", field), ("district", field), ("tags", fields), ("assigned_to", field), ("due_at", time),
        ("accepted_at", time), ("contacted_at", time), ("closed_at", time), ("outcome", field),
        ("recovered_amount", amount),
    ]

    private static let newComplaint = Schema.object(
        [
            (
                "text",
                [
                    "type": "string",
                    "pattern": "^[^\\u0000\\u001e\\u001f]*[^\\s\\u0000\\u001e\\u001f][^\\u0000\\u001e\\u001f]*$",
                ]
            )
        ] + contentMembers + handlingMembers
            + [("status", Schema.optional(Schema.choice(Status.self)))],
        required: ["text"])

    private static let partOfComplaint = Schema.object(
        [("text", field)] + contentMembers + handlingMembers
            + [("status", Schema.optional(Schema.choice(Status.self)))],
        required: [])

    private static let patch = Schema.object(
        handlingMembers + [("status", Schema.choice(Status.self))], required: [])

    private static let complaint = Schema.object(
        [
            ("id", Schema.id), ("number", Schema.optional(Schema.string)), ("kind", Schema.choice(Kind.self)),
            ("channel", Schema.choice(Channel.self)), ("received_at", Schema.optional(Schema.string)),
            ("complainant", Schema.object([("name", Schema.optional(Schema.string))])),
            (
                "merchant",
                Schema.object([("id", Schema.optional(Schema.id)), ("name", Schema.optional(Schema.string))])
            ),
            ("category", Schema.optional(Schema.string)), ("district", Schema.optional(Schema.string)),
            ("text", Schema.string), ("status", Schema.choice(Status.self)), ("tags", Schema.list(Schema.string)),
            ("duplicate", Schema.optional(Schema.reference("Duplicate"))), ("cluster", cluster),
            ("version", Schema.whole(1...Int(Int32.max))), ("loaded_at", Schema.string),
        ])

    private static let cluster = Schema.optional(Schema.object([("id", Schema.id)]))

    private static let clusterAlone = Schema.object([
        ("id", Schema.id), ("merchant", Schema.anything), ("title", Schema.string),
        ("count", Schema.reference("CountForms")),
        ("significance", Schema.number),
    ])

    private static let clusters = Schema.object([
        ("total", Schema.count), ("clusters", Schema.list(Schema.reference("Cluster"))),
    ])

    private static let merchant = Schema.object([
        ("id", Schema.id), ("name", Schema.string), ("complaints", Schema.count),
    ])

    private static let merchants = Schema.object([
        ("total", Schema.count), ("merchants", Schema.list(Schema.reference("Merchant"))),
    ])

    private static let merchantDecision = Schema.object([
        ("id", Schema.id), ("kind", Schema.choice(["join", "part"])), ("by", Schema.string), ("at", Schema.string),
    ])

    private static let alerts = Schema.object([
        ("as_of", Schema.optional(Schema.string)), ("budget", Schema.number),
        (
            "alerts",
            Schema.list(
                Schema.object([
                    ("id", Schema.string), ("people", Schema.count), ("expected", Schema.number),
                    ("sentence", Schema.string),
                ]))
        ),
    ])

    private static let intakeAnswer = Schema.object([
        ("id", Schema.id), ("number", Schema.optional(Schema.string)),
        ("result", Schema.choice(["added", "unchanged", "updated"])),
        ("duplicate", Schema.optional(Schema.reference("Duplicate"))),
        ("merchant", Schema.object([("id", Schema.optional(Schema.id)), ("name", Schema.optional(Schema.string))])),
        ("cluster", cluster),
    ])

    private static let hit = Schema.object([
        ("id", Schema.id), ("number", Schema.optional(Schema.string)), ("score", Schema.number),
        ("relaxed", Schema.boolean), ("snippet", Schema.string),
        (
            "highlights",
            Schema.list([
                "type": "array", "items": Schema.count, "minItems": .integer(2), "maxItems": .integer(2),
                "description": "Half-open, in Unicode scalars of `snippet`.",
            ])
        ), ("received_at", Schema.optional(Schema.string)),
        ("merchant", Schema.object([("id", Schema.optional(Schema.id)), ("name", Schema.optional(Schema.string))])),
        ("category", Schema.optional(Schema.string)), ("district", Schema.optional(Schema.string)),
        ("status", Schema.choice(Status.self)), ("channel", Schema.choice(Channel.self)),
        ("kind", Schema.choice(Kind.self)), ("amount", Schema.optional(Schema.number)),
    ])

    private static let note = Schema.object([("code", Schema.string), ("message", Schema.string)])

    private static let searchAnswer = Schema.object([
        ("total", Schema.count), ("total_is_exact", Schema.boolean), ("relaxed", Schema.boolean),
        ("relaxed_total", Schema.count), ("took_ms", Schema.number), ("notes", Schema.list(note)),
        ("hits", Schema.list(Schema.reference("Hit"))),
        (
            "facets",
            [
                "type": "object",
                "additionalProperties": Schema.list(
                    Schema.object([("value", Schema.string), ("count", Schema.count)])),
            ]
        ), ("next_cursor", Schema.optional(Schema.string)),
    ])

    private static let verdict = Schema.choice(["duplicate", "copy", "related", "new"])
    private static let probability: JSONValue = ["type": "number", "minimum": .integer(0), "maximum": .integer(1)]

    private static let match = Schema.object([
        ("id", Schema.id), ("number", Schema.optional(Schema.string)), ("verdict", verdict),
        ("probability", probability), ("excerpt", Schema.string), ("received_at", Schema.optional(Schema.string)),
        ("status", Schema.string), ("district", Schema.optional(Schema.string)),
        (
            "evidence",
            Schema.list(
                Schema.object([("kind", Schema.string), ("detail", Schema.string), ("weight", Schema.number)]))
        ),
    ])

    private static let duplicate = Schema.object([
        ("verdict", verdict), ("probability", probability), ("of", Schema.list(Schema.reference("Match"))),
    ])

    private static let similar = Schema.object([("of", Schema.list(Schema.reference("Match")))])

    private static let review = Schema.object([
        ("id", Schema.id), ("complaint_id", Schema.id), ("other_id", Schema.id),
        ("as", Schema.choice(["duplicate", "copy", "related", "different"])), ("by", Schema.string),
        ("at", Schema.string), ("ended_at", Schema.optional(Schema.string)),
    ])

    private static let history = Schema.object([
        (
            "history",
            Schema.list(
                Schema.object([
                    ("version", Schema.count), ("field", Schema.string), ("old", Schema.optional(Schema.string)),
                    ("new", Schema.optional(Schema.string)), ("changed_at", Schema.string),
                    ("changed_by", Schema.string),
                ]))
        )
    ])

    private static let changes = Schema.object([
        (
            "changes",
            Schema.list(
                Schema.object([
                    ("seq", Schema.count), ("id", Schema.id), ("number", Schema.optional(Schema.string)),
                    ("version", Schema.count), ("kind", Schema.choice(["stored", "changed", "verdict"])),
                    ("verdict", Schema.optional(verdict)), ("of", Schema.optional(Schema.id)),
                ]))
        ), ("next", Schema.count),
    ])

    /// complaints = distinct + repeats + copies.
    private static let forms: [(String, JSONValue)] = [
        ("people", Schema.count), ("distinct", Schema.count), ("repeats", Schema.count), ("copies", Schema.count),
    ]

    private static let countForms = Schema.object(
        [("complaints", Schema.count)] + forms + [("anonymous", Schema.count)])

    private static let statsRows = Schema.list(
        Schema.object(
            [("value", Schema.string), ("count", Schema.count)] + forms + [
                ("before", Schema.optional(Schema.count)), ("change", Schema.optional(["type": "integer"])),
                ("amount", Schema.optional(Schema.number)),
            ]))

    private static let stats = Schema.object([
        ("total", Schema.count), ("count", Schema.reference("CountForms")), ("amount_in_dispute", Schema.number),
        ("amount_recovered", Schema.number), ("due", Schema.count), ("due_count", Schema.reference("CountForms")),
        ("by", Schema.object(StatsDimension.allCases.map { ($0.rawValue, statsRows) }, required: [])),
    ])

    private static let suggestions = Schema.object([
        (
            "merchants",
            Schema.list(
                Schema.object([("id", Schema.id), ("name", Schema.string), ("complaints", Schema.count)]))
        ), ("categories", Schema.list(Schema.string)), ("words", Schema.list(Schema.string)),
    ])

    private static let audit = Schema.object([
        (
            "entries",
            Schema.list(
                Schema.object([
                    ("at", Schema.string), ("actor", Schema.string), ("role", Schema.string),
                    ("action", Schema.choice(AuditEntry.Action.self)),
                ]))
        )
    ])
}
