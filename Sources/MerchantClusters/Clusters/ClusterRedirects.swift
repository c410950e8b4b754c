import ComplaintIndex
import GRDB

/// Where clusters that went into others lead today: a merge is a redirect at reading. Flat, since passes over all complaints
/// look one up for each.
struct ClusterRedirects: Sendable {
    /// By the cluster that is no more; 0 for one that stands.
    private var targets: [UInt32] = []

    /// None.
    init() {}

    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.allClusterRedirects))
        while let row = try rows.next() {
            let from: Int = row[0]
            guard from >= 0, from < 1 << 32 else { continue }
            if from >= targets.count { targets += repeatElement(0, count: from + 1 - targets.count) }
            targets[from] = UInt32(clamping: row[1] as Int64)
        }
    }

    /// The cluster itself where it stands.
    subscript(cluster: UInt32) -> UInt32 {
        guard Int(cluster) < targets.count, targets[Int(cluster)] != 0 else { return cluster }
        return targets[Int(cluster)]
    }

    /// The clusters that lead elsewhere than there, rising.
    func differences(from other: ClusterRedirects) -> [UInt32] {
        (0..<UInt32(max(targets.count, other.targets.count))).filter { self[$0] != other[$0] }
    }
}
