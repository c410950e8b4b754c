import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// What is asked of the alerts.
public struct AlertRequest: Sendable {
    /// Merchants by id; nil for all.
    public var merchants: Set<Int64>?
    /// A category, or one above it.
    public var category: String?
    public var district: String?
    public var budget = FalseAlarmBudget.usual.perMonth
    /// The last day that counts; nil: the last one with a complaint.
    public var asOf: DayDate?
    /// Muted ones too.
    public var all = false

    public init() {}
}

/// Works out alerts from columns and links in memory, in one read transaction each.
public struct AlertReader: Sendable {
    let store: Store
    let cache: AlertCache

    public init(_ store: Store, _ cache: AlertCache) {
        self.store = store
        self.cache = cache
    }

    /// O(rows) the first time after rows have changed, else O(alerts). Where that took long and the process stays
    /// (``AlertCache/answerAtOnce()``), what was last worked out is answered with a note, and the rest is counted meanwhile.
    /// - Throws: `StoreError`, `DictionaryError`.
    public func list(_ request: AlertRequest) throws -> AlertList {
        try store.read { db in
            let targets = try AlertTargets(db)
            let merchants = request.merchants.map(targets.merchants)
            let (evaluation, isBehind) = try evaluationAtOnce(request, targets, db)
            let asOf = DayDate(daysSince1970: evaluation.asOf)
            let actions = try AlertActions(db, current: targets.merchant)
            let alerts = try evaluation.alerts.compactMap { try $0.alert(asOf: asOf, actions, db) }
                .filter { fits($0, request, merchants) }
            let shown = request.all ? alerts : alerts.filter { $0.handling.state != .muted }
            return AlertList(
                asOf: asOf, budget: request.budget, series: evaluation.series, alerts: shown,
                muted: alerts.count - shown.count, notes: evaluation.notes + (isBehind ? [.behind] : []))
        }
    }

    /// The evaluation of these rows or, while that is worked out, the last one.
    private func evaluationAtOnce(
        _ request: AlertRequest, _ targets: AlertTargets, _ db: Database
    ) throws -> (evaluation: AlertEvaluation, isBehind: Bool) {
        let version = try AlertVersion(db)
        if request.asOf == nil, cache.evaluation(version, asOf: nil, request.budget) == nil,
            let last = cache.lastSlow(request.budget)
        {
            if cache.beginsCatchingUp(request.budget) { catchUp(request.budget) }
            return (last, true)
        }
        return (try evaluation(request.asOf?.daysSince1970, request.budget, targets, db), false)
    }

    /// Works out the last day's alerts on another thread. An error there is met again by whoever asks next.
    private func catchUp(_ budget: Double) {
        DispatchQueue.global(qos: .utility).async {
            _ = try? store.read { db in try evaluation(nil, budget, try AlertTargets(db), db) }
            cache.endsCatchingUp(budget)
        }
    }

    /// From memory, from what an import left, or worked out.
    private func evaluation(
        _ asOf: Int32?, _ budget: Double, _ targets: AlertTargets, _ db: Database
    ) throws -> AlertEvaluation {
        let version = try AlertVersion(db)
        if let known = cache.evaluation(version, asOf: asOf, budget) { return known }
        if asOf == nil, budget == FalseAlarmBudget.usual.perMonth,
            let stored = try AlertEvaluation.stored(version, db)
        {
            cache.keep(stored, version, isLatest: true)
            return stored
        }
        let start = ContinuousClock.now
        let source = try cache.source(version) { AlertSource(try store.rowFacts(db), try store.links(db), targets) }
        let last = source.rows.days?.upperBound ?? Timestamp.now.day.daysSince1970
        let evaluation = try AlertEvaluation(source, asOf: asOf ?? last, budget: budget)
        cache.keep(
            evaluation, version, isLatest: evaluation.asOf == last,
            took: source.facts.capacity < Self.fewRows ? .zero : start.duration(to: .now))
        return evaluation
    }

    /// So few are always counted at once: a slow machine shall not make the answer another.
    private static let fewRows = 20_000

    /// Works out the alerts of the last day and keeps them in the database, for commands that only read. O(rows).
    public func refresh() throws {
        let latest = try store.read { db in
            let budget = FalseAlarmBudget.usual.perMonth
            return (try AlertVersion(db), try evaluation(nil, budget, try AlertTargets(db), db))
        }
        try store.write { db in try latest.1.store(latest.0, db) }
    }

    /// The alert of a series as of a day; nil where it is none.
    package func alert(_ key: SeriesKey, _ request: AlertRequest) throws -> Alert? {
        var request = request
        request.all = true
        return try list(request).alerts.first { $0.id == key.text }
    }

    /// Keeps what somebody did about the series.
    package func act(_ action: AlertAction, on key: SeriesKey) throws {
        try store.write { db in try AlertActions.add(action, to: key, db) }
    }

    private func fits(_ alert: Alert, _ request: AlertRequest, _ merchants: Set<Int64>?) -> Bool {
        if let merchants, !(alert.merchantID.map(merchants.contains) ?? false) { return false }
        if let category = request.category {
            guard let own = alert.category, own == category || own.hasPrefix(category + "/") else { return false }
        }
        if let district = request.district {
            let share = alert.districts.first { $0.value == district }?.count ?? 0
            // The district that is watched, or where at least half of the complaints are.
            guard alert.district == district || alert.district == nil && share * 2 >= alert.count.complaints else {
                return false
            }
        }
        return true
    }
}
