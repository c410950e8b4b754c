import ComplaintIndex
import GRDB

/// The complaints of each cluster that a request chooses: two passes over the links. O(rows).
struct ClusterMembers {
    let links: Links
    let facts: RowFacts
    let entities: MerchantEntities
    private let choice: RowChoice
    private let minSize: Int
    /// Where clusters that are no more lead, by id; 0 for those that stand. Empty where none leads anywhere.
    private let targets: [UInt32]

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
        targets = try Self.targets(below: links.capacity, db)
    }

    private static func targets(below capacity: Int, _ db: Database) throws -> [UInt32] {
        var targets: [UInt32] = []
        let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.allClusterRedirects))
        while let row = try rows.next() {
            if targets.isEmpty { targets = [UInt32](repeating: 0, count: capacity) }
            let from: Int = row[0]
            if targets.indices.contains(from) { targets[from] = UInt32(clamping: row[1] as Int64) }
        }
        return targets
    }

    /// The merchant of a complaint as it is today.
    func merchant(of id: Int) -> Int64? {
        let mention = facts.merchantID(id)
        return mention == 0 ? nil : Int64(entities.entity(of: mention))
    }

    /// The cluster of a complaint, redirects followed; 0 for none.
    func cluster(of id: Int) -> Int64 {
        guard id < links.capacity else { return 0 }
        let cluster = Int(links.cluster[id])
        guard cluster < targets.count, targets[cluster] != 0 else { return Int64(cluster) }
        return Int64(targets[cluster])
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
        guard let district = facts.districtCode(id) else { return false }
        if let merchants, !merchants.contains(Int64(facts.merchantID(id))) { return false }
        if let districts, !districts.contains(district) { return false }
        guard let period else { return true }
        return facts.receivedAt(id).map(period.contains) ?? false
    }
}
