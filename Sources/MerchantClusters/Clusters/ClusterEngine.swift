/// The clusters of one merchant while complaints are put into them, in the order of their ids. Knows no database.
package struct ClusterEngine: Sendable {
    let rule: ClusterRule
    /// By rising id.
    package private(set) var profiles: [ClusterProfile]
    /// Ids of the profiles that changed.
    package private(set) var changed: Set<Int64> = []
    /// Clusters that went into another: from, to.
    package private(set) var merged: [(from: Int64, to: Int64)] = []
    /// Clusters that take in no more.
    package private(set) var closed: [ClusterProfile] = []

    package init(_ profiles: [ClusterProfile], _ rule: ClusterRule = ClusterRule()) {
        self.profiles = profiles
        self.rule = rule
    }

    /// Puts a complaint into the cluster it is most like, or founds one. O(open clusters × terms).
    /// - Returns: the cluster's id.
    package mutating func put(_ id: Int64, _ vector: IssueVector) -> Int64 {
        guard let place = rule.choice(among: profiles, vector) else { return found(id, vector) }
        let size = profiles[place].size
        let link = profiles[place].likeness(vector)
        profiles[place].add(vector)
        if link < profiles[place].weakest || size == 1 {
            (profiles[place].weakest, profiles[place].weakestMember) = (link, id)
        }
        let cluster = profiles[place].id
        changed.insert(cluster)
        return settle(cluster)
    }

    /// Where each cluster that went into another one ended.
    package var targets: [Int64: Int64] {
        var target: [Int64: Int64] = [:]
        for (from, to) in merged {
            for (key, value) in target where value == from { target[key] = to }
            target[from] = to
        }
        return target
    }

    private mutating func found(_ id: Int64, _ vector: IssueVector) -> Int64 {
        if profiles.count >= ClusterRule.openLimit { closeOne() }
        let place = profiles.firstIndex { $0.id > id } ?? profiles.count
        profiles.insert(ClusterProfile(founder: id, vector), at: place)
        changed.insert(id)
        return id
    }

    private mutating func closeOne() {
        guard let place = profiles.indices.min(by: { (profiles[$0].size, $0) < (profiles[$1].size, $1) }) else {
            return
        }
        closed.append(profiles.remove(at: place))
    }

    /// Looks whether the cluster that grew has become one with another. The older id stays.
    private mutating func settle(_ id: Int64) -> Int64 {
        guard let place = profiles.firstIndex(where: { $0.id == id }) else { return id }
        var best: (place: Int, score: Float)?
        for (other, profile) in profiles.enumerated() where other != place {
            guard let score = rule.score(profile, profiles[place]), score > best?.score ?? -1 else { continue }
            best = (other, score)
        }
        guard let best else { return id }
        let (keep, drop) = (min(place, best.place), max(place, best.place))
        let gone = profiles[drop]
        profiles[keep].absorb(gone, link: best.score)
        profiles.remove(at: drop)
        changed.remove(gone.id)
        changed.insert(profiles[keep].id)
        merged.append((gone.id, profiles[keep].id))
        return profiles[keep].id
    }
}
