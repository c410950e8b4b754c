import ComplaintIndex
import ComplaintModel
import GRDB

/// The statements of Index/queries/alerts.sql.
enum AlertSQL: String, NamedSQL {
    case insertAlertAction = "insert-alert-action"
    case allAlertActions = "all-alert-actions"
    case nameOfEntity = "name-of-entity"
    case alertVersions = "alert-versions"
    case readAlertEvaluation = "read-alert-evaluation"
    case writeAlertEvaluation = "write-alert-evaluation"
}

/// What was done about alerts, by series. A few hundred rows in practice, so all are read at once.
struct AlertActions: Sendable {
    private var bySeries: [SeriesKey: [AlertAction]] = [:]

    /// - Parameter current: the merchant that an id leads to now. What was done about a merchant that was joined to another
    ///   holds for that one.
    init(_ db: Database, current: (UInt32) -> UInt32) throws {
        let rows = try Row.fetchCursor(db.statement(named: AlertSQL.allAlertActions))
        while let row = try rows.next() {
            guard var key = SeriesKey(row[0] as String), let kind = AlertAction.Kind(rawValue: row[1]) else { continue }
            key.merchant = current(key.merchant)
            let value: String? = row[2]
            bySeries[key, default: []].append(
                AlertAction(
                    kind, assignee: kind == .assign ? value : nil,
                    mutedUntil: kind == .mute ? value.flatMap { DayDate(text: $0) } : nil, reason: row[3],
                    asOf: DayDate(daysSince1970: row[4]), by: row[5], at: Timestamp(epochSeconds: row[6])))
        }
    }

    /// Oldest first.
    subscript(key: SeriesKey) -> [AlertAction] { bySeries[key] ?? [] }

    static func add(_ action: AlertAction, to key: SeriesKey, _ db: Database) throws {
        try db.run(
            named: AlertSQL.insertAlertAction,
            [
                key.text, action.kind.rawValue, action.value, action.reason, action.asOf.daysSince1970, action.by,
                action.at.epochSeconds,
            ])
    }
}
