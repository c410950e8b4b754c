import ComplaintIndex
import ComplaintModel
import GRDB

/// The complaints that a request chooses, with their clusters.
struct ClusterMembers {
    let links: Links
    let facts: RowFacts
    let entities: MerchantEntities
    /// Those chosen by merchant, district and period, rising; nil for all.
    private let chosen: [Int32]?
    private let redirects: ClusterRedirects

    init(_ store: Store, _ request: ClusterRequest, _ db: Database) throws {
        links = try store.links(db)
        facts = try store.rowFacts(db)
        entities = try store.merchantEntities(db)
        redirects = try ClusterRedirects(db)
        let conditions = request.conditions(facts, entities)
        chosen = conditions.isEmpty ? nil : facts.rows(conditions)
    }

    /// The merchant of a complaint as it is today.
    func merchant(of id: Int) -> Int64? {
        let mention = facts.merchantID(id)
        return mention == 0 ? nil : Int64(entities.entity(of: mention))
    }

    /// The complaints chosen, and some more that are in no cluster; rising.
    var rows: [Int32] { chosen ?? (0..<links.capacity).map { Int32(truncatingIfNeeded: $0) } }

    /// The cluster of each of these complaints, redirects followed; 0 for none.
    func clusters(of rows: [Int32]) -> [UInt32] {
        links.cluster.withUnsafeBufferPointer { clusters in
            rows.map { Int($0) < clusters.count ? redirects[clusters[Int($0)]] : 0 }
        }
    }

    /// The chosen complaints of one cluster, rising.
    func ids(of cluster: Int64) -> [Int32] {
        guard let cluster = UInt32(exactly: cluster), cluster != 0 else { return [] }
        let rows = rows
        return zip(rows, clusters(of: rows)).filter { $1 == cluster }.map(\.0)
    }

    /// All chosen complaints, with or without a cluster, rising.
    func chosen(category: Set<UInt16>?) -> [Int32] {
        let rows = chosen ?? facts.rows(RowConditions())
        guard let category else { return rows }
        return rows.filter { id in facts.categoryCode(Int(id)).map(category.contains) ?? false }
    }
}

extension ClusterRequest {
    /// What single complaints must have.
    fileprivate func conditions(_ facts: RowFacts, _ entities: MerchantEntities) -> RowConditions {
        var conditions = RowConditions()
        conditions.mentions = merchants.map { chosen in
            Set(entities.members(of: Set(chosen.map { UInt32(clamping: $0) })).map(Int64.init))
        }
        conditions.districts = district.map { facts.districtCodes($0) }
        if from != nil || to != nil { conditions.received = EpochRange(lower: from, upper: to) }
        return conditions
    }
}
