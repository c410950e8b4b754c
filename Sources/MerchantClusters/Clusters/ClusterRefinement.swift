/// The full run's second look at one merchant: each complaint is compared again with every cluster as it has become, so
/// that the order of arrival decides less.
package struct ClusterRefinement {
    private let rule: ClusterRule
    private var members: [[Int]]
    private var profiles: [ClusterProfile]
    private let items: [(id: Int64, vector: IssueVector)]

    /// Passes over the complaints; they settle after one or two.
    private static let passes = 2
    /// Merchants above it are left as the first run made them: a pass compares each complaint with every cluster.
    static let itemLimit = 20_000
    /// Clusters of one merchant that are compared pair by pair.
    private static let joinLimit = 400

    /// - Parameters:
    ///   - items: by rising id.
    ///   - clusters: the cluster of each item.
    package init(_ items: [(id: Int64, vector: IssueVector)], clusters: [Int64], _ rule: ClusterRule) {
        self.items = items
        self.rule = rule
        let groups = Dictionary(grouping: items.indices) { clusters[$0] }.sorted { $0.key < $1.key }
        members = groups.map(\.value)
        profiles = []
        profiles = members.map(profile)
    }

    /// The groups of items, each rising, by rising first member.
    package mutating func run() -> [(members: [Int], profile: ClusterProfile)] {
        guard items.count <= Self.itemLimit else { return result() }
        for _ in 0..<Self.passes {
            let moved = move()
            let joined = join()
            if !moved && !joined { break }
        }
        return result()
    }

    private func result() -> [(members: [Int], profile: ClusterProfile)] {
        members.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }.map { ($0, profile($0)) }
    }

    /// Moves each complaint to the cluster it is most like. O(items × clusters × terms).
    private mutating func move() -> Bool {
        var cluster = [Int](repeating: 0, count: items.count)
        for (place, group) in members.enumerated() { for item in group { cluster[item] = place } }
        var moved = false
        for item in items.indices {
            let home = cluster[item]
            let vector = items[item].vector
            let whole = profiles[home]
            profiles[home].remove(vector)
            guard let best = rule.choice(among: profiles, vector), best != home else {
                profiles[home] = whole
                continue
            }
            profiles[best].add(vector)
            members[home].removeAll { $0 == item }
            members[best].append(item)
            cluster[item] = best
            moved = true
        }
        if moved { profiles = members.map(profile) }
        return moved
    }

    /// Joins each cluster with the earlier one it is most like. O(clusters² × terms).
    private mutating func join() -> Bool {
        guard profiles.count <= Self.joinLimit else { return false }
        var joined = false
        for b in profiles.indices where profiles[b].size > 0 {
            var best: (a: Int, score: Float)?
            for a in 0..<b where profiles[a].size > 0 {
                guard let score = rule.score(profiles[a], profiles[b]), score > best?.score ?? -1 else { continue }
                best = (a, score)
            }
            guard let best else { continue }
            members[best.a] += members[b]
            members[b] = []
            profiles[best.a].absorb(profiles[b], link: best.score)
            profiles[b] = profile([])
            joined = true
        }
        return joined
    }

    private func profile(_ group: [Int]) -> ClusterProfile {
        ClusterProfile(group.sorted().map { items[$0] })
    }
}
