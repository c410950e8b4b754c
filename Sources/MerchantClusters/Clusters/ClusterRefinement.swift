/// The full run's second look at one merchant, so that the order of arrival decides less: a complaint that is alone is
/// compared again with every cluster as it has become, and clusters with one another.
///
/// The others stay where intake's rule put them. To move each to the cluster it is now most like draws strays into the large
/// ones: a hundredth of B3's precision on letters of citizens labelled by reading, and half a hundredth of F1 on car
/// complaints.
package struct ClusterRefinement {
    private let rule: ClusterRule
    private var members: [[Int]]
    private var profiles: [ClusterProfile]
    private let items: [(id: Int64, vector: IssueVector)]

    /// Passes; they settle after one or two.
    private static let passes = 2
    /// Merchants with more complaints are left as the first run made them: each lone one is compared with every cluster.
    private static let itemLimit = 20_000
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
            let taken = takeIn()
            let joined = join()
            if !taken && !joined { break }
        }
        return result()
    }

    private func result() -> [(members: [Int], profile: ClusterProfile)] {
        members.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }.map { ($0, profile($0)) }
    }

    /// Puts each complaint that is alone into the cluster it is most like. O(lone complaints × clusters × terms).
    private mutating func takeIn() -> Bool {
        var taken = false
        for place in members.indices where members[place].count == 1 {
            let (item, alone) = (members[place][0], profiles[place])
            profiles[place] = profile([])
            guard let best = rule.choice(among: profiles, items[item].vector, margin: rule.second) else {
                profiles[place] = alone
                continue
            }
            profiles[best].add(items[item].vector)
            members[best].append(item)
            members[place] = []
            taken = true
        }
        return taken
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
