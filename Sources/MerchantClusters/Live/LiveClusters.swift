import ComplaintIndex
import ComplaintModel
import GRDB

/// Lists clusters from what is kept in memory, for requests that choose clusters and not single complaints.
struct LiveClusters {
    let store: Store
    let extractor: IssueTermExtractor
    let db: Database
    let frequencies: FrequencyCache

    /// Whether a request leaves all complaints of a cluster in.
    static func fits(_ request: ClusterRequest) -> Bool {
        request.district == nil && request.from == nil && request.to == nil
    }

    /// O(clusters) without texts, then a few rows for each cluster given whose description isn't known.
    func list(_ request: ClusterRequest, _ state: inout LiveState) throws -> ClusterList {
        state.rank()
        guard let rows = state.rows else { return ClusterList(total: 0, asOf: nil, clusters: []) }
        let figures = ClusterFigures(rows.facts, rows.links, state.lastDay)
        let codes = request.category.map { rows.facts.categoryCodes($0) }
        var order = ClusterOrder(request.sort, limit: request.after + request.limit)
        var total = 0
        var groups: [Int: [Int32]]?
        if let merchants = request.merchants { groups = try self.groups(ofMerchants: merchants, state) }
        let candidates: [Int] = groups?.keys.sorted() ?? Array(0..<state.clusters.capacity)
        for cluster in candidates {
            let ids = groups?[cluster]?[...] ?? state.clusters.rows(of: cluster)
            guard ids.count >= request.minSize, !ids.isEmpty else { continue }
            if let codes, !figures.isMain(codes, ids) { continue }
            total += 1
            let isWhole = groups == nil || ids.count == state.clusters.rows(of: cluster).count
            let known = isWhole && ClusterRanks.keeps(ids.count) ? state.ranks[cluster] : nil
            let rank = known ?? figures.rank(ids, for: request.sort)
            order.add(Int64(cluster), size: ids.count, rank, cluster)
        }
        let clusters: [ClusterSummary] = try order.places.dropFirst(request.after).map { cluster in
            let ids = groups?[cluster] ?? state.clusters[cluster]
            return try summary(Int64(cluster), ids, figures, &state)
        }
        return ClusterList(
            total: total, asOf: state.lastDay.map { DayDate(daysSince1970: Int32(clamping: $0)) }, clusters: clusters)
    }

    /// One cluster with its complaints, rising; nil where there is none.
    func one(_ cluster: Int64, _ state: inout LiveState) throws -> (summary: ClusterSummary, complaints: [Int64])? {
        let ids = state.clusters[Int(cluster)]
        guard let rows = state.rows, !ids.isEmpty else { return nil }
        let figures = ClusterFigures(rows.facts, rows.links, state.lastDay)
        return (try summary(cluster, ids, figures, &state), ids.map(Int64.init))
    }

    /// The complaints of some merchants by cluster.
    private func groups(ofMerchants chosen: Set<Int64>, _ state: LiveState) throws -> [Int: [Int32]] {
        let mentions = try MerchantEntities(db).members(of: Set(chosen.map { UInt32(clamping: $0) }))
        let ids = mentions.flatMap { state.merchants.rows(of: Int($0)) }.sorted()
        var groups: [Int: [Int32]] = [:]
        for id in ids {
            let cluster = Int(state.clusters.key(of: Int(id)))
            if cluster != 0 { groups[cluster, default: []].append(id) }
        }
        return groups
    }

    private func summary(
        _ cluster: Int64, _ ids: [Int32], _ figures: ClusterFigures, _ state: inout LiveState
    ) throws -> ClusterSummary {
        let isWhole = ids.count == state.clusters.rows(of: Int(cluster)).count
        var summary =
            isWhole
            ? state.summary(of: cluster) { figures.summary(cluster, ids) } : figures.summary(cluster, ids)
        let describer = ClusterDescriber(store, extractor, db, frequencies)
        let key = DescriptionCache.Key(ids, figures.facts, try describer.documents())
        if let known = state.descriptions.description(of: cluster, key, figures.facts) {
            summary.describe(try describer.named(known))
            return summary
        }
        let made = try describer.describe(cluster, ids)
        state.descriptions.keep(made, of: cluster, key, figures.facts)
        summary.describe(made)
        return summary
    }
}

/// Descriptions as they were last made, good while the complaints they were made of are what they were.
struct DescriptionCache: Sendable {
    struct Key: Sendable, Equatable {
        private let count: Int
        private let last: Int32?
        /// Of the rows that were read.
        private let versions: [Int64]
        private let documents: Int

        init(_ ids: [Int32], _ facts: RowFacts, _ documents: Int) {
            (count, last) = (ids.count, ids.last)
            versions = ClusterDescriber.spread(ids).map { facts.blockVersion(Int($0)) }
            self.documents = documents
        }
    }

    private struct Entry {
        let key: Key
        let description: ClusterDescriber.Description
        /// Of the row of the weakest member, which may be none of those in the key.
        let weakest: Int64?
    }

    private var known: [Int64: Entry] = [:]
    private static let limit = 4_096

    mutating func forget(_ cluster: Int64) { known[cluster] = nil }

    /// Nil where it is not known or may not be what it was.
    func description(of cluster: Int64, _ key: Key, _ facts: RowFacts) -> ClusterDescriber.Description? {
        guard let entry = known[cluster], entry.key == key,
            entry.weakest == Self.weakest(entry.description, facts)
        else { return nil }
        return entry.description
    }

    mutating func keep(
        _ description: ClusterDescriber.Description, of cluster: Int64, _ key: Key, _ facts: RowFacts
    ) {
        if known.count >= Self.limit { known = [:] }
        known[cluster] = Entry(key: key, description: description, weakest: Self.weakest(description, facts))
    }

    private static func weakest(_ description: ClusterDescriber.Description, _ facts: RowFacts) -> Int64? {
        description.weakest.map { facts.blockVersion(Int($0.id)) }
    }
}
