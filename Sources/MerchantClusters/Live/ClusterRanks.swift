/// The figures that clusters are ordered by, side by side, so that a list is one pass over them. Of one complaint alone, as most
/// are, they are not kept: working them out costs as little.
struct ClusterRanks: Sendable {
    struct Entry: Sendable {
        let cluster: UInt32
        let size: Int32
        let rank: ClusterFigures.Rank
        let category: MainCategory

        init(_ cluster: Int, size: Int, _ rank: ClusterFigures.Rank, _ category: MainCategory) {
            (self.cluster, self.size) = (UInt32(clamping: cluster), Int32(clamping: size))
            (self.rank, self.category) = (rank, category)
        }
    }

    /// By the cluster's id; -1 for none.
    private var places: [Int32] = []
    /// All of more than one complaint, and those that once were.
    private(set) var entries: [Entry] = []

    mutating func set(_ entry: Entry) {
        let cluster = Int(entry.cluster)
        guard entry.size > 1 || self[cluster] != nil else { return }
        if cluster >= places.count {
            places += repeatElement(-1, count: max(cluster + 1, places.count + places.count / 8) - places.count)
        }
        if places[cluster] < 0 {
            places[cluster] = Int32(entries.count)
            entries.append(entry)
        } else {
            entries[Int(places[cluster])] = entry
        }
    }

    /// Nil where it is not kept.
    subscript(cluster: Int) -> Entry? {
        cluster < places.count && places[cluster] >= 0 ? entries[Int(places[cluster])] : nil
    }
}
