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
        _ frequencies: FrequencyCache = FrequencyCache()
    ) throws {
        members = try ClusterMembers(store, request, db)
        self.request = request
        describer = ClusterDescriber(store, extractor, db, frequencies)
        figures = ClusterFigures(
            members.facts, members.links, members.facts.lastReceived(before: request.to).map(ClusterFigures.day))
    }

    func list() throws -> ClusterList {
        let codes = request.category.map { members.facts.categoryCodes($0) }
        let groups = members.groups().filter { group in codes.map { figures.isMain($0, group.ids[...]) } ?? true }
        var order = ClusterOrder(request.sort, limit: request.after + request.limit)
        for (place, group) in groups.enumerated() {
            let rank = figures.rank(group.ids[...], for: request.sort)
            order.add(group.cluster, size: group.ids.count, rank, place)
        }
        let clusters = try order.places.dropFirst(request.after).map { try summary(groups[$0]) }
        return ClusterList(
            total: groups.count, asOf: figures.today.map { DayDate(daysSince1970: Int32(clamping: $0)) },
            clusters: clusters)
    }

    /// All complaints of one cluster that the request chooses.
    func one(_ id: Int64) throws -> ClusterSummary? {
        let ids = members.ids(of: id)
        return ids.isEmpty ? nil : try summary(.init(cluster: id, ids: ids))
    }

    private func summary(_ group: ClusterMembers.Group) throws -> ClusterSummary {
        var summary = figures.summary(group.cluster, group.ids)
        summary.describe(try describer.describe(group.cluster, group.ids))
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
