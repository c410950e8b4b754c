/// How many complaints merchants have and which are their newest, while complaints only come in order: counted on, instead
/// of asking for the same lists again with each complaint.
///
/// Good only within the writer that adds the complaints, which tells of each one and of each merchant that changed.
struct MerchantTallies {
    struct Tally {
        /// Counted up to `CandidateFinder.scopeFrom`.
        var count: Int
        /// Newest first, at most `CandidateFinder.merchantLimit`.
        var newest: [Int64]
        /// Rows of `merchants`; one more than `CandidateFinder.nameLimit` says that there are others.
        var names: [Int64]

        /// Whether all names are looked under, so that the newest under them are the merchant's.
        var isWhole: Bool { names.count <= CandidateFinder.nameLimit }
    }

    private var tallies: [Int64: Tally] = [:]

    /// Merchants kept at most, some 300 bytes each.
    private static let most = 100_000

    subscript(_ merchant: Int64) -> Tally? {
        get { tallies[merchant] }
        set {
            if tallies.count >= Self.most { tallies.removeAll(keepingCapacity: true) }
            tallies[merchant] = newValue
        }
    }

    /// A complaint with a higher id than all before was stored.
    /// - Parameter name: the row of `merchants` that it names.
    mutating func note(_ id: Int64, about merchant: Int64, name: Int64) {
        guard var tally = tallies.removeValue(forKey: merchant) else { return }
        tally.count = min(tally.count + 1, CandidateFinder.scopeFrom)
        tally.newest.insert(id, at: 0)
        if tally.newest.count > CandidateFinder.merchantLimit { tally.newest.removeLast() }
        if tally.isWhole, !tally.names.contains(name) { tally.names.append(name) }
        tallies[merchant] = tally
    }

    /// Names came to a merchant or left it.
    mutating func forget(_ merchants: Set<Int64>) {
        for merchant in merchants { tallies[merchant] = nil }
    }

    mutating func forgetAll() { tallies = [:] }
}
