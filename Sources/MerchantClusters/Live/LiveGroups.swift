import ComplaintIndex
import GRDB
import Synchronization

/// The rows of each merchant and of each cluster with the figures that lists are ordered by, kept in memory and brought up
/// to date by what changed since: a process that answers more than once counts over all rows once.
///
/// Nothing is written, so that whoever writes need not know of it. Memory: some 20 bytes a row.
public final class LiveGroups: Sendable {
    private let state = Mutex(LiveState())
    let descriptions = KnownDescriptions()

    public init() {}

    /// Calls `body` with the groups as `db`'s transaction sees them, or newer. One caller at a time.
    func with<R>(_ store: Store, _ db: Database, _ body: (inout LiveState) throws -> R) throws -> R {
        let now = LiveState.Rows(facts: try store.rowFacts(db), links: try store.links(db))
        return try state.withLock { state in
            try state.advance(to: now, db)
            return try body(&state)
        }
    }
}

/// What ``LiveGroups`` keeps.
struct LiveState: Sendable {
    struct Rows: Sendable {
        let facts: RowFacts
        let links: Links
    }

    private(set) var rows: Rows?
    /// By the merchant id that a complaint carries.
    private(set) var merchants = RowGroups()
    /// By cluster, redirects followed.
    private(set) var clusters = RowGroups()
    /// As ``rank()`` last left them.
    private(set) var ranks = ClusterRanks()
    private var unranked: Set<UInt32> = []
    /// Whether all clusters are to be ranked anew, not those of `unranked` alone.
    private var isUnranked = true
    /// Figures of clusters as they were last given, good until the cluster is touched.
    private var figures: [Int64: ClusterSummary] = [:]
    private static let figuresLimit = 4_096
    private var redirects = ClusterRedirects()
    /// The last time of receipt of each block of rows.
    private var lastOfBlock: [Int64] = []

    /// The last day of receipt of all, days since 1970; nil without any.
    private(set) var lastDay: Int?

    /// Takes over what is newer. O(rows) the first time, then O(what changed).
    mutating func advance(to now: Rows, _ db: Database) throws {
        let (facts, links) = (now.facts, now.links)
        if let rows, rows.facts.version >= facts.version, rows.links.version >= links.version { return }
        var touched: Set<UInt32> = []
        if links.version != rows?.links.version { touched = follow(try ClusterRedirects(db), links) }
        if rows == nil {
            takeAll(now)
        } else {
            let blocks = Set(facts.changedBlocks(since: rows?.facts)).union(links.changedBlocks(since: rows?.links))
            for block in blocks.sorted() { take(block, now, &touched) }
            merchants.packIfScattered()
            clusters.packIfScattered()
        }
        rows = now
        let day = lastOfBlock.max().flatMap { $0 == .min ? nil : ClusterFigures.day($0) }
        if day != lastDay {
            lastDay = day
            (isUnranked, unranked, figures) = (true, [], [:])
        }
        if !isUnranked { unranked.formUnion(touched) }
        for cluster in touched { figures[Int64(cluster)] = nil }
    }

    private mutating func takeAll(_ now: Rows) {
        let ids = 0..<max(now.facts.capacity, now.links.capacity)
        merchants = RowGroups(keys: ids.map { now.facts.merchantID($0) })
        clusters = RowGroups(keys: ids.map { redirects[now.links[$0].cluster] })
        lastOfBlock = (0..<(ids.upperBound + RowFacts.blockSize - 1) / RowFacts.blockSize).map { block in
            RowFacts.ids(ofBlock: block).reduce(.min) { max($0, now.facts.receivedAt($1) ?? .min) }
        }
        isUnranked = true
    }

    /// What the columns say of one whole cluster.
    mutating func summary(of cluster: Int64, _ make: () -> ClusterSummary) -> ClusterSummary {
        if let known = figures[cluster] { return known }
        if figures.count >= Self.figuresLimit { figures = [:] }
        let made = make()
        figures[cluster] = made
        return made
    }

    /// Works out the figures of the clusters that changed since it last did: merchants alone need none of them.
    mutating func rank() {
        guard let rows else { return }
        let figures = ClusterFigures(rows.facts, rows.links, lastDay)
        if isUnranked { rankAll(figures) }
        for cluster in unranked {
            let rows = clusters.rows(of: Int(cluster))
            ranks.set(.init(Int(cluster), size: rows.count, figures.rank(rows), figures.mainCategory(rows)))
        }
        (isUnranked, unranked) = (false, [])
    }

    private mutating func rankAll(_ figures: ClusterFigures) {
        ranks = ClusterRanks()
        let ids = clusters.keys.indices.map { Int32(truncatingIfNeeded: $0) }
        let tallies = ClusterTallies(ids, in: clusters.keys, figures, minSize: 2)
        let (all, categories) = (tallies.ranks(), tallies.mainCategories())
        for (place, cluster) in tallies.clusters.enumerated() {
            ranks.set(.init(Int(cluster), size: Int(tallies.sizes[place]), all[place], categories[place]))
        }
    }

    private mutating func take(_ block: Int, _ now: Rows, _ touched: inout Set<UInt32>) {
        var last = Int64.min
        for id in RowFacts.ids(ofBlock: block) {
            let (fact, link) = (now.facts[id], now.links[id])
            last = max(last, fact?.receivedAt ?? .min)
            merchants.put(id, now.facts.merchantID(id))
            let key = redirects[link.cluster]
            let old = clusters.put(id, key)
            let isSame = key == old && rows.map { $0.facts[id] == fact && $0.links[id] == link } ?? false
            guard !isSame else { continue }
            for cluster in [old, key] where cluster != 0 { touched.insert(cluster) }
        }
        if block >= lastOfBlock.count {
            lastOfBlock += repeatElement(.min, count: block + 1 - lastOfBlock.count)
        }
        lastOfBlock[block] = last
    }

    /// Moves the rows of clusters that lead elsewhere since.
    private mutating func follow(_ new: ClusterRedirects, _ links: Links) -> Set<UInt32> {
        var touched: Set<UInt32> = []
        let (old, known) = (redirects, rows?.links)
        redirects = new
        guard let known else { return touched }
        for from in new.differences(from: old) {
            let (before, after) = (old[from], new[from])
            for id in clusters[Int(before)] where known.cluster[Int(id)] == from { clusters.put(Int(id), after) }
            touched.formUnion([before, after])
        }
        return touched
    }
}
