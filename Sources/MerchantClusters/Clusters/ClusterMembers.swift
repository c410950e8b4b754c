import ComplaintIndex
import GRDB

/// The complaints of each cluster that a request chooses: two passes over the links. O(rows).
struct ClusterMembers {
    let links: Links
    let facts: RowFacts
    let entities: MerchantEntities
    private let choice: RowChoice
    private let minSize: Int
    private let target: [Int64: Int64]

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
        var target: [Int64: Int64] = [:]
        let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.allClusterRedirects))
        while let row = try rows.next() { target[row[0]] = row[1] }
        self.target = target
    }

    /// The merchant of a complaint as it is today.
    func merchant(of id: Int) -> Int64? {
        facts[id]?.merchant.map { Int64(entities.entity(of: UInt32(clamping: $0))) }
    }

    /// The cluster of a complaint, redirects followed; 0 for none.
    func cluster(of id: Int) -> Int64 {
        guard id < links.capacity else { return 0 }
        let cluster = Int64(links.cluster[id])
        return target.isEmpty ? cluster : target[cluster] ?? cluster
    }

    /// Groups of at least `minSize` chosen complaints, by rising cluster.
    func groups() -> [Group] {
        var counts = [Int32](repeating: 0, count: links.capacity)
        var clusterOf = [UInt32](repeating: 0, count: links.capacity)
        for id in 0..<links.capacity where links.cluster[id] != 0 && choice.holds(id, facts) {
            let cluster = Int(cluster(of: id))
            guard cluster < counts.count else { continue }
            counts[cluster] += 1
            clusterOf[id] = UInt32(cluster)
        }
        var slots = [Int32](repeating: -1, count: links.capacity)
        var members: [[Int32]] = []
        var order: [Int64] = []
        for cluster in counts.indices where Int(counts[cluster]) >= minSize {
            slots[cluster] = Int32(members.count)
            order.append(Int64(cluster))
            var ids: [Int32] = []
            ids.reserveCapacity(Int(counts[cluster]))
            members.append(ids)
        }
        for id in clusterOf.indices where clusterOf[id] != 0 {
            let slot = Int(slots[Int(clusterOf[id])])
            if slot >= 0 { members[slot].append(Int32(id)) }
        }
        return zip(order, members).map { Group(cluster: $0, ids: $1) }
    }

    /// The chosen complaints of one cluster, rising.
    func ids(of cluster: Int64) -> [Int32] {
        (0..<links.capacity).filter { self.cluster(of: $0) == cluster && choice.holds($0, facts) }.map(Int32.init)
    }

    /// All chosen complaints, with or without a cluster, rising.
    func chosen(category: Set<UInt16>?) -> [Int32] {
        (0..<facts.capacity).filter { id in
            guard let fact = facts[id] else { return false }
            return choice.holds(id, facts) && category?.contains(fact.category) ?? true
        }.map(Int32.init)
    }
}

/// Which complaints a request chooses by merchant, district and period.
struct RowChoice {
    private let merchants: Set<Int64>?
    private let districts: Set<UInt16>?
    private let period: Range<Int64>?

    init(_ request: ClusterRequest, _ facts: RowFacts, _ entities: MerchantEntities) {
        merchants = request.merchants.map { chosen in
            Set(entities.members(of: Set(chosen.map { UInt32(clamping: $0) })).map(Int64.init))
        }
        districts = request.district.map { facts.districtCodes($0) }
        let isOpen = request.from == nil && request.to == nil
        period = isOpen ? nil : (request.from ?? .min)..<(request.to ?? .max)
    }

    func holds(_ id: Int, _ facts: RowFacts) -> Bool {
        if merchants == nil && districts == nil && period == nil { return true }
        guard let fact = facts[id] else { return false }
        if let merchants, !(fact.merchant.map(merchants.contains) ?? false) { return false }
        if let districts, !districts.contains(fact.district) { return false }
        guard let period else { return true }
        return fact.receivedAt.map(period.contains) ?? false
    }
}
