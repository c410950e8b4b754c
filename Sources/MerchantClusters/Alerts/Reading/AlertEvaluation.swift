import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// The rows that an evaluation was made of: equal versions are equal rows.
struct AlertVersion: Sendable, Equatable {
    let columns: Int64
    let links: Int64
    let merchants: Int64

    /// As `db`'s transaction sees them.
    init(_ db: Database) throws {
        let row = try Row.fetchOne(db.statement(named: AlertSQL.alertVersions))
        (columns, links, merchants) = (row?[0] ?? 0, row?[1] ?? 0, row?[2] ?? 0)
    }
}

/// All alerts as of a day, without what people did about them.
struct AlertEvaluation: Sendable, Codable {
    /// Days since 1970.
    let asOf: Int32
    let budget: Double
    let series: Int
    let isLongEnough: Bool
    let undated: Int
    let alerts: [AlertFigures]

    /// Works them out. O(rows).
    init(_ source: AlertSource, asOf: Int32, budget: Double) throws {
        let scan = AlertScan(
            source.rows, categories: source.categories, asOf: asOf, budget: FalseAlarmBudget(perMonth: budget),
            try WorkCalendar())
        (self.asOf, self.budget) = (asOf, budget)
        (series, isLongEnough, undated) = (scan.seriesCount, scan.isLongEnough, source.undated)
        alerts = scan.findings().map { AlertFigures($0, source, asOf: asOf) }
    }

    /// What an import left, if nothing has changed since.
    static func stored(_ version: AlertVersion, _ db: Database) throws -> AlertEvaluation? {
        let data = try db.value(
            named: AlertSQL.readAlertEvaluation, [version.columns, version.links, version.merchants], as: Data.self)
        // Written by another release, it may read otherwise: then it is worked out again.
        return data.flatMap { try? JSONDecoder().decode(AlertEvaluation.self, from: $0) }
    }

    func store(_ version: AlertVersion, _ db: Database) throws {
        try db.run(
            named: AlertSQL.writeAlertEvaluation,
            [version.columns, version.links, version.merchants, try JSONEncoder().encode(self)])
    }

    /// What the reader should know.
    var notes: [AlertNote] {
        var notes: [AlertNote] = []
        if !isLongEnough {
            notes.append(
                AlertNote(
                    code: "short-history",
                    message: """
                        There are fewer than \(AlertPeriods.leastHistory) days of complaints before this day: nothing can be \
                        called unusual yet.
                        """))
        }
        if undated > 0 {
            notes.append(
                AlertNote(
                    code: "undated",
                    message: "\(undated) complaints without a time of receipt, or one to come, are left out."))
        }
        return notes
    }
}

/// The figures of one alert, with the names behind the codes.
struct AlertFigures: Sendable, Codable {
    private let series: String
    private let days: Int
    private let people: Int
    private let expected: Double
    private let probability: Double
    private let onceInDays: Double
    private let usualPerMonth: Double
    private let since: Int32
    /// Complaints, people, anonymous, repeats, copies.
    private let forms: [Int]
    private let cents: Int64
    private let category: String?
    private let district: String?
    private let districts: [Named]
    private let complaints: [UInt32]

    private struct Named: Codable {
        let value: String
        let count: Int
    }

    init(_ finding: AlertFinding, _ source: AlertSource, asOf: Int32) {
        var counter = FormsCounter()
        var sum: Int64 = 0
        var (districts, categories): ([UInt16: Int], [UInt16: Int]) = ([:], [:])
        for row in finding.rows {
            let link = source.links[Int(row.id)]
            counter.count(link)
            districts[row.district, default: 0] += 1
            categories[row.category, default: 0] += 1
            if link.relation != .duplicate { sum += source.facts[Int(row.id)]?.cents ?? 0 }
        }
        let key = finding.key
        series = key.text
        (days, people, expected) = (finding.window.days, finding.window.observed, finding.window.expected)
        (probability, onceInDays) = (finding.window.probability, finding.onceInDays)
        (usualPerMonth, since) = (finding.usualPerMonth, finding.since)
        let result = counter.result
        forms = [result.complaints, result.people, result.anonymous, result.repeats, result.copies]
        cents = min(sum, Amount.limit - 1)
        category =
            key.category.flatMap { source.facts.category($0) }
            ?? Self.named(categories, source.facts.category).first?.value
        district = key.district.flatMap { source.facts.district($0) }
        self.districts = Self.named(districts, source.facts.district)
        complaints = finding.rows.suffix(Alert.mostComplaints).map(\.id)
    }

    /// Named values, commonest first, equal ones by name.
    private static func named(_ counts: [UInt16: Int], _ name: (UInt16) -> String?) -> [Named] {
        counts.compactMap { code, count in name(code).map { Named(value: $0, count: count) } }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }

    /// The alert with its merchant's name and what was done about it; nil for figures of another release.
    func alert(asOf: DayDate, _ actions: AlertActions, _ db: Database) throws -> Alert? {
        guard let key = SeriesKey(series), forms.count == 5 else { return nil }
        let since = DayDate(daysSince1970: since)
        var count = CountForms()
        (count.complaints, count.people, count.anonymous) = (forms[0], forms[1], forms[2])
        (count.repeats, count.copies) = (forms[3], forms[4])
        let done = actions[key]
        let merchant = key.merchant == 0 ? nil : Int64(key.merchant)
        return Alert(
            id: series, scope: SeriesLevel(key).scope, merchantID: merchant,
            merchantName: try merchant.flatMap { try db.value(named: AlertSQL.nameOfEntity, [$0], as: String.self) },
            cluster: key.cluster == 0 ? nil : Int64(key.cluster), category: category, district: district,
            from: DayDate(daysSince1970: asOf.daysSince1970 - Int32(days) + 1), to: asOf, since: since, people: people,
            expected: expected, usualPerMonth: usualPerMonth, probability: probability, onceInDays: onceInDays,
            count: count, amount: Amount(cents: cents) ?? .zero,
            districts: districts.map { Alert.Share(value: $0.value, count: $0.count) },
            complaints: complaints.map(Int64.init), handling: AlertHandling(done, since: since, asOf: asOf),
            actions: done)
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
