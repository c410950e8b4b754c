/// The different people among a complaint's candidates who sent its text: evidence that no pair has by itself.
struct Crowd {
    /// One complaint of each, known to be another person's than all the others' and than the complaint's own.
    private var members: [ProfileCache.Entry] = []

    /// Enough to have `CrowdLevel.most` besides one who is left out.
    private static let limit = CrowdLevel.most + 1

    /// Whether somebody who is known to be another person sent the very text.
    private var isCopied = false

    /// Takes an earlier complaint in where it has the text and its sender is somebody else than those known so far.
    mutating func add(_ earlier: ProfileCache.Entry, _ comparison: Comparison) {
        guard Self.hasText(comparison) else { return }
        let who = Who(comparison.person)
        if who == .other, Wording(comparison.text) == .whole { isCopied = true }
        guard members.count < Self.limit, who != .same, earlier.isAnybody,
            members.allSatisfy({ Self.who($0, earlier) == .other })
        else { return }
        members.append(earlier)
    }

    /// How many of them are neither of a pair that has the text.
    func level(_ earlier: ProfileCache.Entry, _ comparison: Comparison) -> CrowdLevel {
        guard Self.hasText(comparison) else { return isCopied ? .elsewhere : .unknown }
        return CrowdLevel(
            others: members.count { $0.profile.id != earlier.profile.id && Self.who($0, earlier) != .same })
    }

    private static func hasText(_ comparison: Comparison) -> Bool {
        guard Where(comparison.merchant) != .other else { return false }
        let wording = Wording(comparison.text)
        return wording == .whole || wording == .part
    }

    private static func who(_ a: ProfileCache.Entry, _ b: ProfileCache.Entry) -> Who {
        Who(PersonLevel(a.profile, b.profile))
    }
}

extension ProfileCache.Entry {
    /// Whether anything is known of who complained.
    fileprivate var isAnybody: Bool { profile.phone != nil || profile.idNumber != nil || profile.name != nil }
}
