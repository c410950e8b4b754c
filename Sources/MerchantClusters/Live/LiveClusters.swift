import ComplaintIndex
import ComplaintModel
import GRDB

/// Lists clusters from what is kept in memory, for requests that choose clusters and not single complaints.
struct LiveClusters {
    let store: Store
    let extractor: IssueTermExtractor
    let db: Database
    /// As the transaction sees them, whose texts are read; what is kept may be newer.
    let facts: RowFacts
    let descriptions: KnownDescriptions

    /// Whether a request leaves all complaints of a cluster in.
    static func fits(_ request: ClusterRequest) -> Bool {
        request.district == nil && request.from == nil && request.to == nil
    }

    /// O(clusters of more than one complaint) without texts, then a few rows for each cluster given whose description isn't
    /// known.
    func list(_ request: ClusterRequest, _ state: inout LiveState) throws -> ClusterList {
        state.rank()
        guard let rows = state.rows else { return ClusterList(total: 0, asOf: nil, clusters: []) }
        let figures = ClusterFigures(rows.facts, rows.links, state.lastDay)
        var order = ClusterOrder(request)
        let groups = try request.merchants.map { try self.groups(ofMerchants: $0, state) }
        let codes = request.category.map { rows.facts.categoryCodes($0) }
        if let groups {
            for (cluster, ids) in groups where ids.count >= request.minSize {
                if let codes, !figures.isMain(codes, ids) { continue }
                order.add(Int64(cluster), size: ids.count, figures.rank(ids, for: request.sort), cluster)
            }
        } else {
            Self.addAll(state, figures, request, codes, to: &order)
        }
        let clusters: [ClusterSummary] = try order.places.map { cluster in
            let ids = groups?[cluster] ?? state.clusters[cluster]
            return try summary(Int64(cluster), ids, figures, &state)
        }
        return order.list(clusters, state.lastDay)
    }

    private static func addAll(
        _ state: LiveState, _ figures: ClusterFigures, _ request: ClusterRequest, _ codes: Set<UInt16>?,
        to order: inout ClusterOrder
    ) {
        for entry in state.ranks.entries where entry.size > 1 && entry.size >= request.minSize {
            let cluster = Int(entry.cluster)
            if let codes {
                let isMain = entry.category.isOne(of: codes) ?? figures.isMain(codes, state.clusters.rows(of: cluster))
                guard isMain else { continue }
            }
            order.add(Int64(cluster), size: Int(entry.size), entry.rank, cluster)
        }
        guard request.minSize <= 1 else { return }
        state.clusters.forEach { cluster, ids in
            guard ids.count == 1, codes.map({ figures.isMain($0, ids) }) ?? true else { return }
            order.add(Int64(cluster), size: 1, figures.rank(ids, for: request.sort), cluster)
        }
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
        let mentions = try store.merchantEntities(db).members(of: Set(chosen.map { UInt32(clamping: $0) }))
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
        let describer = ClusterDescriber(store, extractor, db, descriptions)
        summary.describe(try describer.describe(cluster, ids, facts))
        return summary
    }
}
