extension MerchantBook {
    /// Places mentions anew, all decisions in force; the result doesn't depend on the order in which they came.
    ///
    /// The fullest names go first, so that shorter ones find what they are short for; then what stands alone or is seldom
    /// is placed once more, now that it is known how often each spelling occurs. Groups end under their lowest id.
    mutating func rearrange(_ ids: some Collection<Int64>) {
        let order = order(ids)
        lift(order)
        for id in order { settle(id) }
        for id in order where (groups[mentions[id]?.link.entity ?? 0]?.uses ?? 0) <= Self.rare { resettle(id) }
        for id in order { bind(id) }
        relabel(order)
    }

    /// Groups with so few complaints may be slips.
    private static let rare = 3

    private struct Place {
        let fullness: Int
        let name: String
        let id: Int64
    }

    /// The fullest first, then by name and circumstances.
    private func order(_ ids: some Collection<Int64>) -> [Int64] {
        let places = ids.compactMap { id in
            mentions[id].map { Place(fullness: Self.fullness($0), name: $0.name, id: id) }
        }
        return places.sorted { a, b in
            if a.fullness != b.fullness { return a.fullness > b.fullness }
            if a.name != b.name { return a.name < b.name }
            let (p, q) = (circumstances(a.id), circumstances(b.id))
            return p == q ? a.id < b.id : p < q
        }.map(\.id)
    }

    private static func fullness(_ mention: Mention) -> Int {
        let parts = mention.parts
        return (parts.isLoose ? 0 : 32) + (parts.form == .legal ? 16 : 0) + (parts.trade.isEmpty ? 0 : 8)
            + (parts.region.isUnknown ? 0 : 4) + (parts.branch.isEmpty ? 2 : 0) + (parts.allTrade.isEmpty ? 0 : 1)
    }

    private func circumstances(_ id: Int64) -> String {
        guard let context = mentions[id]?.context else { return "" }
        return "\(context.code ?? "") \(context.platform ?? "") \(context.place.code) \(context.trades.rawValue)"
    }

    /// Joins two merchants by hand.
    mutating func join(_ one: Int64, _ other: Int64) {
        joined[one, default: []].insert(other)
        joined[other, default: []].insert(one)
        parted[one]?.remove(other)
        parted[other]?.remove(one)
        bind(other)
    }

    /// Takes mentions out of their merchant, which goes on as the one of `root`.
    mutating func part(_ ids: [Int64], from root: Int64) {
        takenOut.formUnion(ids)
        for id in ids {
            parted[id, default: []].insert(root)
            parted[root, default: []].insert(id)
        }
        split(ids)
    }
}
