import ComplaintIndex
import GRDB

/// The complaints of each cluster that a request chooses: two passes over the links. O(rows).
struct ClusterMembers {
    let links: Links
    let facts: RowFacts
    let entities: MerchantEntities
    private let choice: RowChoice
    private let minSize: Int
    private let redirects: ClusterRedirects

    /// One cluster with the ids of its chosen complaints, rising.
    struct Group {
        let cluster: Int64
        let ids: [Int32]
    }

    init(_ store: Store, _ request: ClusterRequest, _ db: Database) throws {
        links = try store.links(db)
        facts = try store.rowFacts(db)
        entities = try MerchantEntities(db)
        choice = RowChoice(request, facts, entities)
        minSize = request.minSize
        redirects = try ClusterRedirects(db)
    }

    /// The merchant of a complaint as it is today.
    func merchant(of id: Int) -> Int64? {
        let mention = facts.merchantID(id)
        return mention == 0 ? nil : Int64(entities.entity(of: mention))
    }

    /// The cluster of a complaint, redirects followed; 0 for none.
    func cluster(of id: Int) -> Int64 {
        id < links.capacity ? Int64(redirects[links.cluster[id]]) : 0
    }

    /// Groups of at least `minSize` chosen complaints, by rising cluster.
    func groups() -> [Group] {
        var counts = [Int32](repeating: 0, count: links.capacity)
        var clusterOf = [UInt32](repeating: 0, count: links.capacity)
        for id in 0..<links.capacity where links.cluster[id] != 0 && choice.holds(id) {
            let cluster = Int(cluster(of: id))
            guard cluster < counts.count else { continue }
            counts[cluster] += 1
            clusterOf[id] = UInt32(cluster)
        }
        return Self.groups(clusterOf, counts, minSize)
    }

    /// Sorts the ids by cluster, those of the clusters that are large enough.
    private static func groups(_ clusterOf: [UInt32], _ counts: [Int32], _ minSize: Int) -> [Group] {
        var order: [Int] = []
        var starts = [Int32](repeating: -1, count: counts.count)
        var end: Int32 = 0
        for cluster in counts.indices where Int(counts[cluster]) >= minSize && counts[cluster] > 0 {
            order.append(cluster)
            starts[cluster] = end
            end += counts[cluster]
        }
        var sorted = [Int32](repeating: 0, count: Int(end))
        for id in clusterOf.indices where clusterOf[id] != 0 && starts[Int(clusterOf[id])] >= 0 {
            sorted[Int(starts[Int(clusterOf[id])])] = Int32(id)
            starts[Int(clusterOf[id])] += 1
        }
        return order.map { cluster in
            let end = Int(starts[cluster])
            return Group(cluster: Int64(cluster), ids: Array(sorted[end - Int(counts[cluster])..<end]))
        }
    }

    /// The chosen complaints of one cluster, rising.
    func ids(of cluster: Int64) -> [Int32] {
        (0..<links.capacity).filter { self.cluster(of: $0) == cluster && choice.holds($0) }.map(Int32.init)
    }

    /// All chosen complaints, with or without a cluster, rising.
    func chosen(category: Set<UInt16>?) -> [Int32] {
        (0..<facts.capacity).filter { id in
            guard let fact = facts[id] else { return false }
            return choice.holds(id) && category?.contains(fact.category) ?? true
        }.map(Int32.init)
    }
}

/// Which complaints a request chooses by merchant, district and period.
struct RowChoice {
    /// By id; nil where all are chosen.
    private let marks: [Bool]?

    init(_ request: ClusterRequest, _ facts: RowFacts, _ entities: MerchantEntities) {
        var conditions = RowConditions()
        conditions.mentions = request.merchants.map { chosen in
            Set(entities.members(of: Set(chosen.map { UInt32(clamping: $0) })).map(Int64.init))
        }
        conditions.districts = request.district.map { facts.districtCodes($0) }
        if request.from != nil || request.to != nil {
            conditions.received = EpochRange(lower: request.from, upper: request.to)
        }
        marks = conditions.isEmpty ? nil : facts.marks(conditions)
    }

    func holds(_ id: Int) -> Bool { marks.map { id < $0.count && $0[id] } ?? true }
}
