import ComplaintModel

/// Counts the clusters of a list and keeps the first, whatever their number: only as many as are shown are in order.
struct ClusterOrder {
    private struct Entry {
        let cluster: Int64
        let size: Int
        let rank: ClusterFigures.Rank
        let place: Int
    }

    private let sort: ClusterSort
    private let after: Int
    private let limit: Int
    private var total = 0
    /// First comes first.
    private var best: [Entry] = []

    init(_ request: ClusterRequest) {
        (sort, after, limit) = (request.sort, request.after, request.after + request.limit)
    }

    /// Where those to show were found, as ``add(_:size:_:_:)`` was told.
    var places: [Int] { best.dropFirst(after).map(\.place) }

    /// - Parameter clusters: those to show.
    func list(_ clusters: [ClusterSummary], _ today: Int?) -> ClusterList {
        ClusterList(
            total: total, asOf: today.map { DayDate(daysSince1970: Int32(clamping: $0)) }, clusters: clusters)
    }

    /// O(1) for most, O(limit) for one that belongs to the first.
    mutating func add(_ cluster: Int64, size: Int, _ rank: ClusterFigures.Rank, _ place: Int) {
        total += 1
        let entry = Entry(cluster: cluster, size: size, rank: rank, place: place)
        if best.count >= limit, let last = best.last, !isBefore(entry, last) { return }
        var (low, high) = (0, best.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(entry, best[middle]) { high = middle } else { low = middle + 1 }
        }
        best.insert(entry, at: low)
        if best.count > limit { best.removeLast() }
    }

    private func isBefore(_ a: Entry, _ b: Entry) -> Bool {
        switch sort {
        case .significance:
            (b.rank.significance, b.size, a.cluster) < (a.rank.significance, a.size, b.cluster)
        case .size: (b.size, a.cluster) < (a.size, b.cluster)
        case .newest: (b.rank.last, a.cluster) < (a.rank.last, b.cluster)
        case .amount: (b.rank.cents, a.cluster) < (a.rank.cents, b.cluster)
        }
    }
}
