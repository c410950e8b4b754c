/// Whether two groups that one mention speaks for may be one merchant.
enum GroupAgreement {
    static func agree(_ one: MerchantGroup, _ other: MerchantGroup, over reasons: [LinkReason]) -> Bool {
        let isIdentified = reasons.contains { $0.kind == .sameCode }
        guard isIdentified || one.brands.keys.contains(where: { other.brands[$0] != nil }) else { return false }
        // Two companies whose registered names differ stay two, whatever short name fits both.
        if !isIdentified, !one.registered.isEmpty, !other.registered.isEmpty,
            one.registered.isDisjoint(with: other.registered)
        {
            return false
        }
        if !one.codes.isEmpty && !other.codes.isEmpty && one.codes.isDisjoint(with: other.codes) { return false }
        if !one.platforms.isEmpty && !other.platforms.isEmpty && one.platforms.isDisjoint(with: other.platforms) {
            return false
        }
        if !one.trades.isEmpty && !other.trades.isEmpty && one.trades.isDisjoint(with: other.trades) { return false }
        // What has only the brand in common with both shows nothing about their trades.
        if !isIdentified, !one.tradeNames.isEmpty, !other.tradeNames.isEmpty, one.trades.isDisjoint(with: other.trades),
            one.tradeNames.isDisjoint(with: other.tradeNames)
        {
            return false
        }
        return agree(one.named.isEmpty ? one.places : one.named, other.named.isEmpty ? other.places : other.named)
    }

    private static func agree(_ one: Set<Region>, _ other: Set<Region>) -> Bool {
        one.isEmpty || other.isEmpty || one.contains { a in other.contains { a.agrees(with: $0) } }
    }
}
