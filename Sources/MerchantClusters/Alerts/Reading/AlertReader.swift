import ComplaintIndex
import ComplaintModel
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

    /// O(rows) the first time, then O(alerts) until rows change.
    /// - Throws: `StoreError`, `DictionaryError`.
    public func list(_ request: AlertRequest) throws -> AlertList {
        try store.read { db in
            let context = try AlertContext(store, cache, db)
            var request = request
            request.merchants = request.merchants.map(context.current)
            let asOf = context.day(request.asOf)
            let evaluation = try context.evaluation(asOf, request.budget)
            let alerts = try evaluation.findings.map { try context.alert($0, asOf, db) }.filter { fits($0, request) }
            let shown = request.all ? alerts : alerts.filter { $0.handling.state != .muted }
            return AlertList(
                asOf: asOf, budget: request.budget, series: evaluation.series, alerts: shown,
                muted: alerts.count - shown.count, notes: context.notes(evaluation))
        }
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

    private func fits(_ alert: Alert, _ request: AlertRequest) -> Bool {
        if let merchants = request.merchants, !(alert.merchantID.map(merchants.contains) ?? false) { return false }
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

/// What one read transaction works alerts out with.
private struct AlertContext {
    private let version: AlertCache.Version
    private let cache: AlertCache
    private let source: AlertSource
    private let targets: AlertTargets
    private let actions: AlertActions

    init(_ store: Store, _ cache: AlertCache, _ db: Database) throws {
        self.cache = cache
        let facts = try store.rowFacts(db)
        let links = try store.links(db)
        let targets = try AlertTargets(db)
        self.targets = targets
        version = AlertCache.Version(
            columns: facts.version, links: links.version,
            merchants: try db.value(named: MerchantSQL.merchantVersion) ?? 0)
        source = cache.source(version) { AlertSource(facts, links, targets) }
        actions = try AlertActions(db, current: targets.merchant)
    }

    /// The merchants that ids stand for today.
    func current(_ ids: Set<Int64>) -> Set<Int64> {
        Set(ids.map { Int64(targets.merchant(UInt32(clamping: $0))) })
    }

    func day(_ asked: DayDate?) -> DayDate {
        asked ?? source.rows.days.map { DayDate(daysSince1970: $0.upperBound) } ?? Timestamp.now.day
    }

    func evaluation(_ asOf: DayDate, _ budget: Double) throws -> AlertCache.Evaluation {
        let budget = FalseAlarmBudget(perMonth: budget)
        return try cache.evaluation(version, asOf: asOf.daysSince1970, budget) {
            AlertScan(
                source.rows, categories: source.categories, asOf: asOf.daysSince1970, budget: budget,
                try WorkCalendar())
        }
    }

    func notes(_ evaluation: AlertCache.Evaluation) -> [AlertNote] {
        var notes: [AlertNote] = []
        if !evaluation.isLongEnough {
            let days = AlertPeriods.leastHistory
            notes.append(
                AlertNote(
                    code: "short-history",
                    message:
                        "There are fewer than \(days) days of complaints before this day: nothing can be called unusual yet."
                ))
        }
        if source.undated > 0 {
            notes.append(
                AlertNote(
                    code: "undated",
                    message: "\(source.undated) complaints without a time of receipt, or one to come, are left out."))
        }
        return notes
    }

    func alert(_ finding: AlertFinding, _ asOf: DayDate, _ db: Database) throws -> Alert {
        let key = finding.key
        var forms = FormsCounter()
        var cents: Int64 = 0
        var (districts, categories): ([UInt16: Int], [UInt16: Int]) = ([:], [:])
        for row in finding.rows {
            let link = source.links[Int(row.id)]
            forms.count(link)
            districts[row.district, default: 0] += 1
            categories[row.category, default: 0] += 1
            if link.relation != .duplicate { cents += source.facts[Int(row.id)]?.cents ?? 0 }
        }
        let since = DayDate(daysSince1970: finding.since)
        let done = actions[key]
        let name =
            key.merchant == 0
            ? nil : try db.value(named: AlertSQL.nameOfEntity, [Int64(key.merchant)], as: String.self)
        let category = key.category.flatMap { source.facts.category($0) }
        return Alert(
            id: key.text, scope: SeriesLevel(key).scope, merchantID: key.merchant == 0 ? nil : Int64(key.merchant),
            merchantName: name, cluster: key.cluster == 0 ? nil : Int64(key.cluster),
            category: category ?? shares(categories, source.facts.category).first?.value,
            district: key.district.flatMap { source.facts.district($0) },
            from: DayDate(daysSince1970: asOf.daysSince1970 - Int32(finding.window.days) + 1), to: asOf, since: since,
            people: finding.window.observed, expected: finding.window.expected, usualPerMonth: finding.usualPerMonth,
            probability: finding.window.probability, onceInDays: finding.onceInDays, count: forms.result,
            amount: Amount(cents: min(cents, Amount.limit - 1)) ?? .zero,
            districts: shares(districts, source.facts.district),
            complaints: finding.rows.suffix(Alert.mostComplaints).map { Int64($0.id) },
            handling: AlertHandling(done, since: since, asOf: asOf), actions: done)
    }

    /// Named values, commonest first, equal ones by name.
    private func shares(_ counts: [UInt16: Int], _ name: (UInt16) -> String?) -> [Alert.Share] {
        counts.compactMap { code, count in name(code).map { Alert.Share(value: $0, count: count) } }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }
}

extension SeriesLevel {
    var scope: Alert.Scope {
        switch self {
        case .merchant: .merchant
        case .merchantIssue: .merchantIssue
        case .merchantIssueDistrict: .merchantIssueDistrict
        case .merchantCluster: .merchantCluster
        case .issue: .issue
        case .issueDistrict: .issueDistrict
        }
    }
}
