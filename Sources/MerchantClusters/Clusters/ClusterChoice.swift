/// Which of a merchant's clusters a complaint joins.
extension ClusterRule {
    /// The place of the cluster that a complaint is most like; nil where it is like none. Clusters without members are left
    /// out. O(clusters × terms).
    ///
    /// Terms are weighed by their rarity within the merchant too, which only takes off: who is not like enough without need
    /// not be asked again.
    /// - Parameter margin: asked for beyond the threshold.
    package func choice(among profiles: [ClusterProfile], _ vector: IssueVector, margin: Float = 0) -> Int? {
        let threshold = join + margin
        var candidates: [Int] = []
        var strangers: [Int] = []
        for (place, profile) in profiles.enumerated() where profile.size > 0 {
            let likeness = profile.likeness(vector)
            if score(profile, vector.category, likeness) >= threshold {
                candidates.append(place)
            } else if likeness < stranger {
                strangers.append(place)
            }
        }
        guard !candidates.isEmpty else { return nil }
        var rarity = MerchantRarity(vector)
        for place in strangers { rarity.count(profiles[place]) }
        let weighed = rarity.weighed
        var best: (place: Int, score: Float)?
        for place in candidates {
            let score = score(profiles[place], vector.category, profiles[place].likeness(weighed))
            if score >= threshold && score > best?.score ?? -1 { best = (place, score) }
        }
        return best?.place
    }
}
