import ComplaintIndex
import GRDB

/// Where clusters that went into others lead today: a merge is a redirect at reading. Few do, and passes over all complaints
/// look one up for each: a bit tells whether there is anything to look up.
struct ClusterRedirects: Sendable {
    /// By the cluster that is no more.
    private var targets: [UInt32: UInt32] = [:]
    /// A bit a cluster.
    private var moved: [UInt64] = []

    /// None.
    init() {}

    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.allClusterRedirects))
        while let row = try rows.next() {
            guard let from = UInt32(exactly: row[0] as Int64) else { continue }
            self[from] = UInt32(clamping: row[1] as Int64)
        }
    }

    /// The cluster itself where it stands.
    private(set) subscript(cluster: UInt32) -> UInt32 {
        @inline(__always)
        get {
            let word = Int(cluster >> 6)
            guard word < moved.count, moved[word] >> UInt64(cluster & 63) & 1 == 1 else { return cluster }
            return targets[cluster] ?? cluster
        }
        set {
            // 0 is no cluster: it would take complaints out of theirs.
            guard newValue != 0 else { return }
            let word = Int(cluster >> 6)
            if word >= moved.count { moved += repeatElement(0, count: word + 1 - moved.count) }
            moved[word] |= 1 << UInt64(cluster & 63)
            targets[cluster] = newValue
        }
    }

    /// The clusters that lead elsewhere than there, rising.
    func differences(from other: ClusterRedirects) -> [UInt32] {
        Set(targets.keys).union(other.targets.keys).filter { self[$0] != other[$0] }.sorted()
    }
}
