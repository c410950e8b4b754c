import ComplaintIndex
import ComplaintModel
import GRDB
import Synchronization

/// The rows that alerts are worked out from, as one read transaction sees them, with the names behind their codes.
struct AlertSource: Sendable {
    let rows: AlertRows
    let facts: RowFacts
    let links: Links
    /// Names behind the category codes, in their order.
    let categories: [String]
    /// Complaints without a time of receipt, which no day can be given to.
    let undated: Int

    /// One pass over columns and links. Questions are no complaints and are left out. O(rows).
    init(_ facts: RowFacts, _ links: Links, _ targets: AlertTargets) {
        self.facts = facts
        self.links = links
        categories = facts.categoryNames
        let today = Timestamp.now.day.daysSince1970
        var rows: [AlertRow] = []
        rows.reserveCapacity(facts.capacity)
        var undated = 0
        for id in 0..<facts.capacity {
            guard let fact = facts[id], fact.kind != Kind.consultation.code else { continue }
            // A day to come is a slip of the keyboard: it says nothing about when.
            guard let day = fact.day, day <= Int(today) else {
                undated += 1
                continue
            }
            let link = links[id]
            rows.append(
                AlertRow(
                    id: UInt32(id), day: Int32(day), merchant: targets.merchant(UInt32(clamping: fact.merchant ?? 0)),
                    category: Self.listed(fact.category), district: Self.listed(fact.district),
                    cluster: targets.cluster(link.cluster),
                    person: link.person, isRepeat: link.relation != .none))
        }
        self.rows = AlertRows(rows)
        self.undated = undated
    }

    /// The code of all values past the room for codes stands for no one issue.
    private static func listed(_ code: UInt16) -> UInt16 { code < .max - 1 ? code : .max }
}

/// Where the ids of merchants and clusters lead now: a merge is a redirect at reading.
struct AlertTargets: Sendable {
    private let clusters: ClusterRedirects
    private let merchants: MerchantEntities

    init(_ db: Database) throws {
        merchants = try MerchantEntities(db)
        clusters = try ClusterRedirects(db)
    }

    func merchant(_ id: UInt32) -> UInt32 { id == 0 ? 0 : merchants.entity(of: id) }

    func merchants(_ ids: Set<Int64>) -> Set<Int64> { Set(ids.map { Int64(merchant(UInt32(clamping: $0))) }) }

    func cluster(_ id: UInt32) -> UInt32 { clusters[id] }
}

/// Keeps the newest rows and what they last came to in memory, for processes that answer more than once.
public final class AlertCache: Sendable {
    private let newest = Mutex<(version: AlertVersion, source: AlertSource)?>(nil)
    private let slow = Mutex(SlowAnswers())
    private let evaluations = Mutex<[(version: AlertVersion, isLatest: Bool, evaluation: AlertEvaluation)]>([])
    /// Today's with a few budgets, and those of a page that looks back.
    private static let mostEvaluations = 8

    public init() {}

    func source(_ version: AlertVersion, make: () throws -> AlertSource) rethrows -> AlertSource {
        if let known = newest.withLock({ $0 }), known.version == version { return known.source }
        let source = try make()
        newest.withLock { $0 = (version, source) }
        return source
    }

    /// Lets go of the rows that alerts were counted from, some 30 bytes each: needed again only for another day or budget
    /// before anything has changed.
    public func forgetSource() { newest.withLock { $0 = nil } }

    /// - Parameter asOf: nil for the last day with a complaint.
    func evaluation(_ version: AlertVersion, asOf: Int32?, _ budget: Double) -> AlertEvaluation? {
        evaluations.withLock { list in
            list.first { known in
                known.version == version && known.evaluation.budget == budget
                    && (asOf.map { known.evaluation.asOf == $0 } ?? known.isLatest)
            }?.evaluation
        }
    }

    /// What a process that stays does where counting takes long.
    private struct SlowAnswers {
        var isOn = false
        /// The last day's, by budget, where counting took longer than `limit`.
        var last: [Double: AlertEvaluation] = [:]
        var catchingUp: Set<Double> = []
    }

    /// Counting that takes longer is not waited for.
    private static let limit = Duration.milliseconds(40)

    /// Answer what was last worked out while the rest is counted: for a process that stays.
    public func answerAtOnce() { slow.withLock { $0.isOn = true } }

    /// Nil where the answer is to be waited for.
    func lastSlow(_ budget: Double) -> AlertEvaluation? { slow.withLock { $0.isOn ? $0.last[budget] : nil } }

    /// False while another thread counts already.
    func beginsCatchingUp(_ budget: Double) -> Bool { slow.withLock { $0.catchingUp.insert(budget).inserted } }

    func endsCatchingUp(_ budget: Double) { _ = slow.withLock { $0.catchingUp.remove(budget) } }

    /// - Parameter took: how long counting took; nothing where it was read.
    func keep(_ evaluation: AlertEvaluation, _ version: AlertVersion, isLatest: Bool, took: Duration = .zero) {
        if isLatest {
            slow.withLock { slow in
                if slow.last.count >= Self.mostEvaluations { slow.last = [:] }
                slow.last[evaluation.budget] = took > Self.limit ? evaluation : nil
            }
        }
        evaluations.withLock { list in
            list.removeAll { $0.version != version }
            list.append((version, isLatest, evaluation))
            if list.count > Self.mostEvaluations { list.removeFirst() }
        }
    }
}
