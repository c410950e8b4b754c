import ComplaintIndex
import ComplaintModel
import DuplicateDetection

/// What a person said two complaints are to each other.
public struct ReviewDecision: Sendable, Equatable {
    public let id: Int64
    /// The later complaint.
    public let complaintID: Int64
    public let otherID: Int64
    /// `new` stands for "different".
    public let verdict: Verdict
    public let reason: String?
    public let by: String
    public let at: Timestamp
    /// Who undid it or decided anew, and when; nil while it binds.
    public let endedBy: String?
    public let endedAt: Timestamp?

    init(_ decision: Decision) {
        (id, complaintID, otherID) = (decision.id, decision.complaintID, decision.otherID)
        (verdict, reason, by) = (decision.verdict, decision.reason, decision.by)
        at = Timestamp(epochSeconds: decision.at)
        endedBy = decision.endedBy
        endedAt = decision.endedAt.map { Timestamp(epochSeconds: $0) }
    }

    static func name(_ verdict: Verdict) -> String { verdict == .new ? "different" : verdict.rawValue }

    /// Nil for a word that names none.
    public static func verdict(named name: String) -> Verdict? {
        name == "different" ? .new : name == "new" ? nil : Verdict(rawValue: name)
    }

    /// The decision as one JSON object.
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    public func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", id)
        object.field("complaint_id", complaintID)
        object.field("other_id", otherID)
        object.field("as", Self.name(verdict))
        object.field("reason", reason)
        object.field("by", by)
        object.field("at", at)
        object.field("ended_by", endedBy)
        object.field("ended_at", endedAt)
    }
}

/// A pair for a person to decide on.
public struct ReviewPair: Sendable {
    /// The later one.
    public let complaint: StoredComplaint
    public let other: StoredComplaint
    /// What the later one seems to be to the earlier one, and why.
    public let match: ShownMatch

    /// The pair as one JSON object.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            for (name, stored) in [("complaint", complaint), ("other", other)] {
                object.object(name) { part in
                    part.field("id", stored.id)
                    stored.complaint.writeFields(into: &part) { $0.field("id", stored.merchantID) }
                }
            }
            object.object("match") { match.writeFields(into: &$0) }
        }
    }
}

/// A complaint and an earlier one that it repeats, copies or is related to.
public struct DuplicatePair: Sendable, Equatable {
    public let id: Int64
    public let number: String?
    public let otherID: Int64
    public let otherNumber: String?
    public let verdict: Verdict
    public let probability: Double
    public let isDecided: Bool

    init(_ pair: ExportedPair) {
        (id, number, otherID, otherNumber) = (pair.id, pair.number, pair.otherID, pair.otherNumber)
        (verdict, probability, isDecided) = (pair.verdict, pair.probability, pair.isDecided)
    }

    public static let columns = ["id", "number", "of_id", "of_number", "verdict", "probability", "decided"]

    /// By the names of `columns`.
    public var values: [String] {
        [
            "\(id)", number ?? "", "\(otherID)", otherNumber ?? "", verdict.rawValue,
            "\(probability.rounded(toPlaces: 4))", isDecided ? "true" : "false",
        ]
    }

    /// The pair as one JSON object.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("id", id)
            object.field("number", number)
            object.field("of_id", otherID)
            object.field("of_number", otherNumber)
            object.field("verdict", verdict.rawValue)
            object.field("probability", probability.rounded(toPlaces: 4))
            object.field("decided", isDecided)
        }
    }
}
