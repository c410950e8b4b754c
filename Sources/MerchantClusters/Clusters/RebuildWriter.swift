import ComplaintIndex
import GRDB

/// Writes the groups of merchants in the caller's transaction and decides which ids they go on under.
struct RebuildWriter {
    private let db: Database
    private var links = LinkWriter()

    init(_ db: Database) throws { self.db = db }

    mutating func write(_ groups: [ClusterGroup], merchant: Int64) throws {
        var before: [Int64: Int64] = [:]
        for id in groups.flatMap(\.complaints) {
            let cluster = Int64(try links.link(of: id, db).cluster)
            if cluster != 0 {
                before[id] = try db.value(named: ClusterSQL.clusterRedirect, [cluster], as: Int64.self) ?? cluster
            }
        }
        let stored = try ClusterTables.all(merchant: merchant, db).map(\.id)
        let ids = try Self.ids(of: groups, before: before, isTaken: isTaken)
        try db.run(named: ClusterSQL.deleteProfiles, [merchant])
        let open = Set(Self.largest(groups))
        for (place, (group, id)) in zip(groups, ids).enumerated() {
            try put(group, id, merchant, isOpen: open.contains(place))
        }
        try redirect(Set(stored).union(before.values).subtracting(ids), groups, ids, before)
    }

    mutating func finish() throws { try links.flush(db) }

    /// Only so many groups of a merchant go on taking in complaints: the largest, then the newest.
    private static func largest(_ groups: [ClusterGroup]) -> ArraySlice<Int> {
        groups.indices.sorted { a, b in
            let (x, y) = (groups[a].complaints, groups[b].complaints)
            return (y.count, y.last ?? 0) < (x.count, x.last ?? 0)
        }.prefix(ClusterRule.openLimit)
    }

    private mutating func put(_ group: ClusterGroup, _ id: Int64, _ merchant: Int64, isOpen: Bool) throws {
        var profile = group.profile
        profile.id = id
        try db.run(named: ClusterSQL.deleteClusterRedirect, [id])
        try db.run(named: ClusterSQL.deleteProfileElsewhere, [id, merchant])
        try ClusterTables.write(profile, merchant: merchant, isOpen: isOpen, db)
        for complaint in group.complaints { try links.change(complaint, db) { $0.cluster = UInt32(clamping: id) } }
    }

    /// Lets ids that are no more lead to the group with most of their complaints.
    private func redirect(
        _ gone: Set<Int64>, _ groups: [ClusterGroup], _ ids: [Int64], _ before: [Int64: Int64]
    ) throws {
        guard !gone.isEmpty else { return }
        var shares: [Int64: [Int64: Int]] = [:]
        for (group, id) in zip(groups, ids) {
            for complaint in group.complaints {
                if let old = before[complaint], gone.contains(old) { shares[old, default: [:]][id, default: 0] += 1 }
            }
        }
        for (old, targets) in shares.sorted(by: { $0.key < $1.key }) {
            guard let best = targets.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { continue }
            try ClusterTables.redirect(old, to: best.key, db)
        }
    }

    private func isTaken(_ id: Int64) throws -> Bool {
        if try db.value(named: ClusterSQL.clusterRedirect, [id], as: Int64.self) != nil { return true }
        return try ClusterTables.profile(id, db) != nil
    }

    /// Each group takes the id of the cluster it shares most complaints with, the largest share first; what is left is
    /// named after its first complaint whose id is free, or after another of the merchant's.
    static func ids(
        of groups: [ClusterGroup], before: [Int64: Int64], isTaken: (Int64) throws -> Bool
    ) rethrows -> [Int64] {
        var shares: [(count: Int, old: Int64, group: Int)] = []
        for (place, group) in groups.enumerated() {
            var counts: [Int64: Int] = [:]
            for complaint in group.complaints { if let old = before[complaint] { counts[old, default: 0] += 1 } }
            shares += counts.map { ($0.value, $0.key, place) }
        }
        shares.sort { ($1.count, $0.old, $0.group) < ($0.count, $1.old, $1.group) }
        var ids = [Int64](repeating: 0, count: groups.count)
        var used: Set<Int64> = []
        for share in shares where ids[share.group] == 0 && !used.contains(share.old) {
            ids[share.group] = share.old
            used.insert(share.old)
        }
        let all = groups.flatMap(\.complaints).sorted()
        for (place, group) in groups.enumerated() where ids[place] == 0 {
            let free = try group.complaints.first { try !used.contains($0) && !isTaken($0) }
            let other = try free ?? all.first { try !used.contains($0) && !isTaken($0) }
            ids[place] = other ?? all.first { !used.contains($0) } ?? 0
            used.insert(ids[place])
        }
        return ids
    }
}
