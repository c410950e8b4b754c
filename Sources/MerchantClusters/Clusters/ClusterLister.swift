import ComplaintIndex
import ComplaintModel
import GRDB

/// Lists clusters: counts over links and columns, then reads what the shown ones need.
struct ClusterLister {
    private let members: ClusterMembers
    let describer: ClusterDescriber
    private let request: ClusterRequest
    private let figures: ClusterFigures

    init(
        _ store: Store, _ extractor: IssueTermExtractor, _ request: ClusterRequest, _ db: Database,
        _ known: KnownDescriptions = KnownDescriptions()
    ) throws {
        members = try ClusterMembers(store, request, db)
        self.request = request
        describer = ClusterDescriber(store, extractor, db, known)
        figures = ClusterFigures(
            members.facts, members.links, members.facts.lastReceived(before: request.to).map(ClusterFigures.day))
    }

    func list() throws -> ClusterList {
        let rows = members.rows
        let tallies = ClusterTallies(rows, in: members.clusters(of: rows), figures, minSize: request.minSize)
        let ranks = tallies.ranks(for: request.sort)
        let areMain = request.category.map { tallies.areMain(members.facts.categoryCodes($0)) }
        var order = ClusterOrder(request)
        for (place, size) in tallies.sizes.enumerated() where areMain?[place] != false {
            order.add(Int64(tallies.clusters[place]), size: Int(size), ranks[place], place)
        }
        let complaints = tallies.complaints(at: order.places)
        let clusters = try order.places.map { place in
            try summary(Int64(tallies.clusters[place]), complaints[place] ?? [])
        }
        return order.list(clusters, figures.today)
    }

    /// All complaints of one cluster that the request chooses.
    func one(_ id: Int64) throws -> ClusterSummary? {
        let ids = members.ids(of: id)
        return ids.isEmpty ? nil : try summary(id, ids)
    }

    private func summary(_ cluster: Int64, _ ids: [Int32]) throws -> ClusterSummary {
        var summary = figures.summary(cluster, ids)
        summary.describe(try describer.describe(cluster, ids, figures.facts))
        return summary
    }

    /// The chosen complaints of one cluster, rising.
    func members(of cluster: Int64) -> [Int32] { members.ids(of: cluster) }

    var facts: RowFacts { members.facts }
    var links: Links { members.links }
    var entities: MerchantEntities { members.entities }

    /// All chosen complaints, with or without a cluster; of the request's category too.
    func chosen() -> [Int32] {
        members.chosen(category: request.category.map { members.facts.categoryCodes($0) })
    }

    func merchant(of id: Int) -> Int64? { members.merchant(of: id) }
}
