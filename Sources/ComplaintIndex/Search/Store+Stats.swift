import ComplaintModel
import Foundation
import GRDB

/// What complaints can be counted by.
public enum StatsDimension: String, Sendable, CaseIterable {
    case kind, channel, category, district, day, week, month
}

public struct StatsRequest: Sendable {
    public var filters: [Filter]
    public var by: [StatsDimension]
    /// Received from, and before. With both given each count is set against the same length of time before.
    public var from: Timestamp?
    public var to: Timestamp?

    public init(
        filters: [Filter] = [], by: [StatsDimension] = StatsDimension.allCases, from: Timestamp? = nil,
        to: Timestamp? = nil
    ) {
        self.filters = filters
        self.by = by
        self.from = from
        self.to = to
    }
}

public struct StatsRow: Sendable, Equatable {
    public var value: String
    public var count: Int
    /// In the period before: for days, weeks and months the one before; else the same length of time before.
    public var before: Int?
    /// In dispute.
    public var amount: Amount?
}

public struct StatsAnswer: Sendable {
    public var total: Int
    public var amountInDispute: Amount
    public var amountRecovered: Amount
    /// Received more than 7 days ago, neither contacted nor closed.
    public var due: Int
    public var tables: [StatsDimension: [StatsRow]]
}

extension Store {
    /// Days until first contact is due.
    static let contactDays = 7

    /// Counts and sums over the chosen complaints. One pass over the columns: O(rows).
    public func stats(_ request: StatsRequest) throws -> StatsAnswer {
        let plan = try QueryPlan(QueryParser.parse(""), analyzer, weakWords, .standard, filters: request.filters)
        return try read { db in
            let evaluator = try Evaluator(
                plan, self, db, reader: postingReader(db, deadline: 0), lastID: nil, deadline: 0)
            let tally = StatsTally(evaluator.columns, try CodeNames(db), try evaluator.strict().bits, request)
            return try tally.answer(db, now: .now)
        }
    }
}

extension Store {
    /// The ids of the complaints that `stats` counts as due, longest waiting first.
    public func due() throws -> [Int64] {
        let limit = Timestamp.now.epochSeconds - Int64(Self.contactDays) * 86_400
        return try read { db in try Int64.fetchAll(db.statement(.due), arguments: [limit]) }
    }
}

/// The counting itself.
private struct StatsTally {
    private let columns: Columns
    private let names: CodeNames
    private let request: StatsRequest
    private let chosen: RowSet
    private let earlier: RowSet?

    init(_ columns: Columns, _ names: CodeNames, _ rows: RowSet, _ request: StatsRequest) {
        self.columns = columns
        self.names = names
        self.request = request
        let (from, to) = (request.from?.epochSeconds, request.to?.epochSeconds)
        chosen = Self.within(rows, columns, EpochRange(lower: from, upper: to))
        if let from, let to, from < to {
            earlier = Self.within(rows, columns, EpochRange(lower: 2 * from - to, upper: from))
        } else {
            earlier = nil
        }
    }

    private static func within(_ rows: RowSet, _ columns: Columns, _ range: EpochRange) -> RowSet {
        if range.lower == nil && range.upper == nil { return rows }
        var kept = rows
        rows.forEach { id in
            if let at = columns.record(id)?.receivedAt, range.contains(at) { return true }
            kept.remove(id)
            return true
        }
        return kept
    }

    func answer(_ db: Database, now: Timestamp) throws -> StatsAnswer {
        let limit = now.epochSeconds - Int64(Store.contactDays) * 86_400
        let late = try Int64.fetchAll(db.statement(.notContacted), arguments: [limit])
        var recovered: Int64 = 0
        let sums = try Row.fetchCursor(db.statement(.recoveredAmounts))
        while let row = try sums.next() {
            if chosen.contains(row[0]) { recovered += row[1] as Int64 }
        }
        var inDispute: Int64 = 0
        chosen.forEach { id in
            inDispute += amount(columns.record(id))
            return true
        }
        var tables: [StatsDimension: [StatsRow]] = [:]
        for dimension in request.by { tables[dimension] = table(dimension) }
        return StatsAnswer(
            total: chosen.count, amountInDispute: Self.sum(inDispute), amountRecovered: Self.sum(recovered),
            due: late.count { chosen.contains(Int($0)) }, tables: tables)
    }

    /// Sums stop at the largest amount there is.
    private static func sum(_ cents: Int64) -> Amount {
        Amount(cents: min(cents, Amount.limit - 1)) ?? .zero
    }

    private func amount(_ record: ColumnRecord?) -> Int64 {
        guard let record, record.amount != ColumnRecord.none64 else { return 0 }
        return Int64(clamping: record.amount)
    }

    private func table(_ dimension: StatsDimension) -> [StatsRow] {
        let now = counts(chosen, dimension)
        let before = earlier.map { counts($0, dimension) }
        let isTime = dimension == .day || dimension == .week || dimension == .month
        let order = now.keys.sorted { a, b in
            let (x, y) = (now[a]?.count ?? 0, now[b]?.count ?? 0)
            return isTime || x == y ? a < b : x > y
        }
        var rows: [StatsRow] = []
        for value in order {
            guard let (count, cents) = now[value] else { continue }
            let earlierCount =
                isTime
                ? rows.last.map { Self.follows(value, $0.value, dimension) ? $0.count : 0 }
                : before.map { $0[value]?.count ?? 0 }
            rows.append(StatsRow(value: value, count: count, before: earlierCount, amount: Self.sum(cents)))
        }
        return rows
    }

    private func counts(_ rows: RowSet, _ dimension: StatsDimension) -> [String: (count: Int, cents: Int64)] {
        var counts: [String: (count: Int, cents: Int64)] = [:]
        rows.forEach { id in
            if let record = columns.record(id), let value = value(record, dimension) {
                let known = counts[value] ?? (0, 0)
                counts[value] = (known.count + 1, known.cents + amount(record))
            }
            return true
        }
        return counts
    }

    private func value(_ record: ColumnRecord, _ dimension: StatsDimension) -> String? {
        let day = record.receivedAt.map { Timestamp(epochSeconds: $0).day }
        switch dimension {
        case .kind: return Kind(code: record.kind)?.rawValue
        case .channel: return Channel(code: record.channel)?.rawValue
        case .category: return names.value(.category, record.category)
        case .district: return names.value(.district, record.district)
        case .day: return day?.text
        case .week: return day.map { Self.monday($0).text }
        case .month: return day.map { String($0.text.prefix(7)) }
        }
    }

    /// The Monday of the day's week: 1970-01-01 was a Thursday.
    private static func monday(_ day: DayDate) -> DayDate {
        let days = Int(day.daysSince1970)
        return DayDate(daysSince1970: Int32(days - ((days + 3) % 7 + 7) % 7))
    }

    /// Whether `value` is the very next day, week or month after `last`.
    private static func follows(_ value: String, _ last: String, _ dimension: StatsDimension) -> Bool {
        let suffix = dimension == .month ? "-01" : ""
        guard let a = DayDate(text: last + suffix), let b = DayDate(text: value + suffix) else { return false }
        let gap = b.daysSince1970 - a.daysSince1970
        switch dimension {
        case .day: return gap == 1
        case .week: return gap == 7
        default: return gap <= 31
        }
    }
}
