import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import Foundation
import GRDB

/// One event in the life of a complaint, for the system it came from.
public struct ChangeEvent: Sendable, Equatable {
    public enum Kind: Int, Sendable {
        case stored = 0
        case changed = 1
        case verdict = 2

        var name: String {
            switch self {
            case .stored: "stored"
            case .changed: "changed"
            case .verdict: "verdict"
            }
        }
    }

    /// Rises with every event.
    public let sequence: Int64
    public let id: Int64
    public let number: String?
    public let version: Int64
    public let kind: Kind
    /// What the complaint is now, and to which earlier one; nil when it was not looked at yet.
    public let verdict: Verdict?
    public let of: Int64?
}

/// Events in order, and where to go on.
public struct ChangeFeed: Sendable, Equatable {
    public let events: [ChangeEvent]
    /// What to give as `since` next time.
    public let next: Int64

    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.array("changes") { list in
                for event in events {
                    list.object { entry in
                        entry.field("seq", event.sequence)
                        entry.field("id", event.id)
                        entry.field("number", event.number)
                        entry.field("version", event.version)
                        entry.field("kind", event.kind.name)
                        entry.field("verdict", event.verdict?.rawValue)
                        entry.field("of", event.of)
                    }
                }
            }
            object.field("next", next)
        }
    }
}

extension BinganService {
    /// Most events of one answer.
    public static let feedLimits = 1...1000

    /// The events behind `since`, oldest first.
    public func changes(since: Int64, limit: Int) throws -> ChangeFeed {
        try store.read { db in
            let rows = try Row.fetchAll(db.statement(named: AccessSQL.changesSince), arguments: [since, limit])
            let events = rows.map { row in
                ChangeEvent(
                    sequence: row[0], id: row[1], number: row[4], version: row[2],
                    kind: ChangeEvent.Kind(rawValue: row[3]) ?? .changed,
                    verdict: (row[5] as Int?).map { Verdict(strength: $0) }, of: row[6])
            }
            return ChangeFeed(events: events, next: events.last?.sequence ?? since)
        }
    }
}
