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
    public var forms: CountForms
    /// In the period before: for days, weeks and months the one before; else the same length of time before.
    public var before: Int?
    /// In dispute.
    public var amount: Amount?

    /// Complaints.
    public var count: Int { forms.complaints }
}

public struct StatsAnswer: Sendable {
    public var count: CountForms
    public var amountInDispute: Amount
    public var amountRecovered: Amount
    /// Received more than 7 days ago, neither contacted nor closed.
    public var due: CountForms
    public var tables: [StatsDimension: [StatsRow]]

    /// Complaints.
    public var total: Int { count.complaints }
}

extension Store {
    /// Days until first contact is due.
    static let contactDays = 7

    /// Counts, each in three forms, and sums over the chosen complaints. Passes over the columns: O(rows log rows).
    public func stats(_ request: StatsRequest) throws -> StatsAnswer {
        try read { db in
            let evaluator = try evaluator(request.filters, db)
            let tally = StatsTally(
                evaluator.columns, try CodeNames(db), try links(db), try evaluator.strict(), request)
            return try tally.answer(db, now: .now)
        }
    }
}

extension Store {
    /// The complaints that `stats` counts as due, longest waiting first.
    public func due(_ filters: [Filter] = []) throws -> [DueComplaint] {
        let limit = Timestamp.now.epochSeconds - Int64(Self.contactDays) * 86_400
        return try read { db in
            let chosen = filters.isEmpty ? nil : try evaluator(filters, db).strict().bits
            var due: [DueComplaint] = []
            let rows = try Row.fetchCursor(db.statement(.due), arguments: [limit])
            while let row = try rows.next() {
                let complaint = DueComplaint(receivedAt: row[1], id: row[0])
                if chosen?.contains(Int(complaint.id)) ?? true { due.append(complaint) }
            }
            return due
        }
    }

    /// Of a query without words.
    private func evaluator(_ filters: [Filter], _ db: Database) throws -> Evaluator {
        let plan = try QueryPlan(QueryParser.parse(""), analyzer, weakWords, .standard, filters: filters)
        return try Evaluator(plan, self, db, reader: postingReader(db, deadline: 0), lastID: nil, deadline: 0)
    }
}

/// A complaint whose sender should have heard from us by now; ordered as they wait.
public struct DueComplaint: Sendable, Hashable, Comparable {
    /// Seconds since 1970.
    public let receivedAt: Int64
    public let id: Int64

    public init(receivedAt: Int64, id: Int64) {
        self.receivedAt = receivedAt
        self.id = id
    }

    public static func < (a: DueComplaint, b: DueComplaint) -> Bool { (a.receivedAt, a.id) < (b.receivedAt, b.id) }
}
