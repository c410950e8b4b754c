import ComplaintIndex

/// What a list is ordered by, counted for all clusters at once over the complaints in their own order: going through tens of
/// thousands of clusters, each with its complaints here and there, would wait for memory.
struct ClusterTallies {
    /// Those of enough complaints, rising; the others, which are most, are left out of all that follows.
    let clusters: [UInt32]
    /// By the cluster's place.
    let sizes: [Int32]
    /// Their complaints, rising.
    private let rows: [Int32]
    /// The place of each complaint's cluster.
    private let places: [Int32]
    private let figures: ClusterFigures

    /// O(complaints + clusters).
    /// - Parameters:
    ///   - rows: the complaints, rising.
    ///   - clusterOf: the cluster of each; 0 for none.
    ///   - minSize: fewest complaints of a cluster.
    init(_ rows: [Int32], in clusterOf: [UInt32], _ figures: ClusterFigures, minSize: Int) {
        self.figures = figures
        // How many, then the place; -1 for clusters that are left out.
        var places = [Int32](repeating: 0, count: Int(clusterOf.max() ?? 0) + 1)
        (clusters, sizes) = places.withUnsafeMutableBufferPointer { places in
            for cluster in clusterOf { places[Int(cluster)] += 1 }
            places[0] = 0
            return Self.number(places, Int32(clamping: max(1, minSize)))
        }
        let count = sizes.reduce(0) { $0 + Int($1) }
        var kept: [Int32] = []
        self.places = [Int32](unsafeUninitializedCapacity: count) { own, end in
            kept = [Int32](unsafeUninitializedCapacity: count) { kept, keptEnd in
                for (index, cluster) in clusterOf.enumerated() where places[Int(cluster)] >= 0 {
                    own.initializeElement(at: end, to: places[Int(cluster)])
                    kept.initializeElement(at: end, to: rows[index])
                    end += 1
                }
                keptEnd = end
            }
        }
        self.rows = kept
    }

    /// Turns sizes by cluster into places.
    private static func number(
        _ places: UnsafeMutableBufferPointer<Int32>, _ least: Int32
    ) -> (clusters: [UInt32], sizes: [Int32]) {
        var (clusters, sizes): ([UInt32], [Int32]) = ([], [])
        for cluster in places.indices {
            let size = places[cluster]
            places[cluster] = size < least ? -1 : Int32(clusters.count)
            guard size >= least else { continue }
            clusters.append(UInt32(truncatingIfNeeded: cluster))
            sizes.append(size)
        }
        return (clusters, sizes)
    }

    /// By place.
    /// - Parameter sort: the one order that is wanted; nil for all.
    func ranks(for sort: ClusterSort? = nil) -> [ClusterFigures.Rank] {
        var ranks = [ClusterFigures.Rank](repeating: .init(), count: clusters.count)
        if sort == nil || sort == .newest {
            forEach(figures.facts.seconds(of: rows), in: &ranks) { rank, time, _ in rank.last = max(rank.last, time) }
        }
        if sort == nil || sort == .amount {
            forEach(figures.facts.cents(of: rows), in: &ranks) { rank, cents, _ in rank.cents += cents ?? 0 }
        }
        if sort == nil || sort == .significance {
            for (place, history) in histories().enumerated() { ranks[place].significance = history.score }
        }
        return ranks
    }

    private func histories() -> [ClusterSignificance.History] {
        guard let today = figures.today else { return [] }
        var histories = [ClusterSignificance.History](repeating: .init(today: today), count: clusters.count)
        let (days, links) = (figures.facts.days(of: rows), figures.links)
        forEach(days, in: &histories) { history, day, row in
            if day != .min, links.isUnrelated(Int(row)) { history.count(day) }
        }
        return histories
    }

    /// Whether at least half of each cluster's complaints whose category is known have one of these; by place.
    func areMain(_ codes: Set<UInt16>) -> [Bool] {
        let names = figures.categoryCount
        let isChosen = (0..<names).map { codes.contains(UInt16(truncatingIfNeeded: $0)) }
        // The chosen ones less the others.
        var balances = [(more: Int32, isKnown: Bool)](repeating: (0, false), count: clusters.count)
        forEach(figures.facts.categoryCodes(of: rows), in: &balances) { balance, code, _ in
            guard code < names else { return }
            balance = (balance.more + (isChosen[Int(code)] ? 1 : -1), true)
        }
        return balances.map { $0.isKnown && $0.more >= 0 }
    }

    /// By place.
    func mainCategories() -> [MainCategory] {
        var main = [MainCategory](repeating: .init(), count: clusters.count)
        let (codes, names) = (figures.facts.categoryCodes(of: rows), figures.categoryCount)
        forEach(codes, in: &main) { main, code, _ in if code < names { main.vote(code) } }
        for place in main.indices { main[place].settle() }
        forEach(codes, in: &main) { main, code, _ in if code < names { main.count(code) } }
        return main
    }

    /// Calls `body` with what is kept of its cluster, and the value, of each complaint.
    @inline(__always)
    private func forEach<Value, Tally>(
        _ values: [Value], in tallies: inout [Tally], _ body: (inout Tally, Value, Int32) -> Void
    ) {
        tallies.withUnsafeMutableBufferPointer { tallies in
            for (index, place) in places.enumerated() {
                body(&tallies[Int(place)], values[index], rows[index])
            }
        }
    }

    /// The complaints of the clusters at these places, rising each.
    func complaints(at shown: [Int]) -> [Int: [Int32]] {
        var isShown = [Bool](repeating: false, count: clusters.count)
        for place in shown { isShown[place] = true }
        var found: [Int: [Int32]] = [:]
        for (index, place) in places.enumerated() where isShown[Int(place)] {
            found[Int(place), default: []].append(rows[index])
        }
        return found
    }
}
