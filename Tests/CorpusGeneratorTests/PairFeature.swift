import CorpusGenerator
import Foundation
import Testing

/// What one field of two complaints shows, as a bucket.
struct PairFeature: Sendable, CustomTestStringConvertible {
    let name: String
    let bucket: @Sendable (Sample.Pair) -> String

    var testDescription: String { name }

    static let phone = PairFeature(name: "phone") { pair in
        equality(pair.earlier["complainant.phone"], pair.later["complainant.phone"])
    }

    static let all: [PairFeature] = compared + missing + gaps + lengths

    private static let compared =
        ["category", "channel", "kind", "status", "district"].map { field in
            PairFeature(name: "\(field) equal") { equality($0.earlier[field], $0.later[field]) }
        }
        + ["category", "channel", "kind", "status"].map { field in
            PairFeature(name: "\(field) of the later") { $0.later[field] ?? "-" }
        }

    private static let missing =
        [
            "category", "district", "demand", "amount", "order_number", "occurred_on", "outcome", "assigned_to",
            "recovered_amount", "complainant.name", "complainant.phone", "complainant.id_number", "merchant.name",
            "merchant.address", "merchant.uscc", "merchant.platform", "merchant.phone",
        ].map { field in
            PairFeature(name: "\(field) missing") { "\($0.earlier[field] == nil) \($0.later[field] == nil)" }
        }

    private static let gaps = [
        PairFeature(name: "received gap") { pair in
            gap(day(pair.earlier, "received_at"), day(pair.later, "received_at"))
        },
        PairFeature(name: "occurred gap") { pair in
            gap(day(pair.earlier, "occurred_on"), day(pair.later, "occurred_on"))
        },
        PairFeature(name: "occurred to received") { gap(day($0.later, "occurred_on"), day($0.later, "received_at")) },
        PairFeature(name: "hour of the later") { String($0.later["received_at", default: ""].dropFirst(11).prefix(2)) },
        PairFeature(name: "month of the later") { String($0.later["received_at", default: ""].dropFirst(5).prefix(2)) },
    ]

    private static let lengths = [
        PairFeature(name: "text length") { "\(length($0.later) / 20)" },
        PairFeature(name: "text length of the earlier") { "\(length($0.earlier) / 20)" },
        PairFeature(name: "text length difference") { pair in
            let difference = length(pair.later) - length(pair.earlier)
            return difference == 0 ? "0" : abs(difference) < 6 ? "near" : "\(difference / 15) \(difference > 0)"
        },
        PairFeature(name: "evidence") { "\($0.earlier["evidence"] ?? "-") \($0.later["evidence"] ?? "-")" },
        PairFeature(name: "tags") { "\($0.earlier["tags"] ?? "-") \($0.later["tags"] ?? "-")" },
    ]

    private static func equality(_ one: String?, _ other: String?) -> String {
        guard let one, let other else { return "unknown" }
        return one == other ? "equal" : "other"
    }

    private static func day(_ row: [String: String], _ field: String) -> Int? {
        row[field].flatMap { CivilDate(text: String($0.prefix(10)))?.daysSince1970 }
    }

    private static func gap(_ one: Int?, _ other: Int?) -> String {
        guard let one, let other else { return "unknown" }
        let gap = other - one
        return abs(gap) < 4 ? "\(gap)" : "\(gap > 0) \(Int(log2(Double(abs(gap)))))"
    }

    private static func length(_ row: [String: String]) -> Int { row["text", default: ""].unicodeScalars.count }
}
