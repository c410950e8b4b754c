import ComplaintIndex
import ComplaintModel

/// One change in a complaint's history as it may be shown.
public struct Change: Sendable, Equatable {
    /// The version of the complaint that the change led to.
    public var version: Int64
    public var field: String
    public var old: String?
    public var new: String?
    public var changedAt: Timestamp
    public var changedBy: String

    init(_ entry: HistoryEntry, _ visibility: Visibility) {
        version = entry.version
        field = entry.field
        old = entry.old.map { visibility.shown($0) }
        new = entry.new.map { visibility.shown($0) }
        changedAt = entry.changedAt
        changedBy = entry.changedBy
    }

    /// A complaint's history as one JSON object.
    public static func json(_ changes: [Change]) -> [UInt8] {
        JSONObjectWriter.bytes { object in
            object.array("history") { list in
                for change in changes { list.object { change.writeFields(into: &$0) } }
            }
        }
    }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("version", version)
        object.field("field", field)
        object.field("old", old)
        object.field("new", new)
        object.field("changed_at", changedAt)
        object.field("changed_by", changedBy)
    }
}
