import ComplaintIndex
import GRDB
import Synchronization

/// Puts each complaint with a merchant into a cluster, in the transaction that stores it.
///
/// Off the lock: the issue terms. In it, at the end of the transaction: merchant by merchant, so that profiles are read
/// and written once however many complaints came.
package struct ClusterStage: IntakeStage {
    private let frequencies = FrequencyCache()

    package init() {}

    package func prepare(_ draft: Draft) throws -> any Sendable {
        try IssueTermExtractor.shared.get().terms(of: draft)
    }

    package func session(_ db: Database) throws -> any IntakeSession {
        ClusterSession(db, frequencies, try frequencies.current(db))
    }
}

/// The frequencies as this process last read or counted them; half a megabyte is not read again for every intake.
final class FrequencyCache: Sendable {
    private let known = Mutex<TermFrequencies?>(nil)

    func current(_ db: Database) throws -> TermFrequencies {
        let stored = try db.value(named: ClusterSQL.readTermDocuments, as: Int.self) ?? 0
        if let known = known.withLock({ $0 }), known.documents == stored { return known }
        let read = try TermFrequencies(db)
        known.withLock { $0 = read }
        return read
    }

    /// Gives up the cached copy, so that the one writer that counts on has the only one.
    func release() { known.withLock { $0 = nil } }
}

/// The clusters' part in one write transaction.
private final class ClusterSession: IntakeSession {
    private let db: Database
    private let cache: FrequencyCache
    private var frequencies: TermFrequencies
    private var waiting: [Int64: [(id: Int64, terms: IssueTerms)]] = [:]
    private var count = 0
    private var takenOut: [Int64] = []
    private var links = LinkWriter()

    /// Complaints of one transaction from which on terms are counted: fewer can't change a frequency, and writing it
    /// would cost a single intake half a megabyte.
    private static let countFrom = 64

    init(_ db: Database, _ cache: FrequencyCache, _ frequencies: TermFrequencies) {
        self.db = db
        self.cache = cache
        self.frequencies = frequencies
    }

    func stored(_ intake: inout Intake, prepared: any Sendable) throws {
        let terms = try prepared as? IssueTerms ?? IssueTermExtractor.shared.get().terms(of: intake.draft)
        if intake.replaced != nil { try takeOut(intake.id) }
        count += 1
        let merchant = intake.finding(MerchantFinding.self)?.entity ?? intake.merchantID
        // Without a merchant it still counts for the frequencies, under no one's name.
        waiting[merchant ?? 0, default: []].append((intake.id, terms))
    }

    func erased(_ complaint: StoredComplaint) throws { try takeOut(complaint.id) }

    /// Another content takes the complaint's place, or none: its old part of the profile, keys of hashed terms, stays until
    /// the next rebuild, since the old terms are not kept; a cluster it was alone in goes.
    ///
    /// Read apart from `links`: the row's own link is written in between, and a block read before that would undo it.
    private func takeOut(_ id: Int64) throws {
        var reader = LinkWriter()
        let cluster = Int64(try reader.link(of: id, db).cluster)
        guard cluster != 0, let (merchant, profile) = try ClusterTables.profile(cluster, db) else { return }
        if profile.size <= 1 { try ClusterTables.delete(cluster, merchant: merchant, db) }
        takenOut.append(id)
    }

    func finish() throws {
        guard count > 0 else { return }
        if count >= Self.countFrom {
            cache.release()
            for (_, items) in waiting { for item in items { frequencies.count(item.terms) } }
            try frequencies.write(db)
        }
        for id in takenOut { try links.change(id, db) { $0.cluster = 0 } }
        for merchant in waiting.keys.sorted() where merchant != 0 {
            try cluster(merchant, waiting[merchant] ?? [])
        }
        try links.flush(db)
        waiting = [:]
    }

    private func cluster(_ merchant: Int64, _ items: [(id: Int64, terms: IssueTerms)]) throws {
        let known = try ClusterTables.open(merchant: merchant, db)
        let stored = Set(known.map(\.id))
        var engine = ClusterEngine(known)
        var placed: [(id: Int64, cluster: Int64)] = []
        for item in items.sorted(by: { $0.id < $1.id }) {
            placed.append((item.id, engine.put(item.id, IssueVector(item.terms, frequencies))))
        }
        try ClusterOutcome(engine, stored: stored, placed: placed).write(merchant: merchant, &links, db)
    }
}

/// What an engine's run changes in the database.
struct ClusterOutcome {
    private let engine: ClusterEngine
    private let stored: Set<Int64>
    private let placed: [(id: Int64, cluster: Int64)]
    /// Clusters that went into another, and which one at last.
    private let target: [Int64: Int64]

    /// - Parameter stored: ids of the profiles that the database holds.
    init(_ engine: ClusterEngine, stored: Set<Int64>, placed: [(id: Int64, cluster: Int64)]) {
        self.engine = engine
        self.stored = stored
        self.placed = placed
        target = engine.targets
    }

    func write(merchant: Int64, _ links: inout LinkWriter, _ db: Database) throws {
        for (id, cluster) in placed {
            let cluster = target[cluster] ?? cluster
            try links.change(id, db) { $0.cluster = UInt32(clamping: cluster) }
        }
        for (from, to) in target.sorted(by: { $0.key < $1.key }) {
            // The founder follows at once; others of its cluster that are stored already are led by the redirect.
            try links.change(from, db) { $0.cluster = UInt32(clamping: to) }
            guard stored.contains(from) else { continue }
            try ClusterTables.delete(from, merchant: merchant, db)
            try ClusterTables.redirect(from, to: to, db)
        }
        for profile in engine.profiles where engine.changed.contains(profile.id) {
            try ClusterTables.write(profile, merchant: merchant, db)
        }
        for profile in engine.closed { try ClusterTables.write(profile, merchant: merchant, isOpen: false, db) }
    }
}
