/// The sum in dispute. A round sum is shared by chance more often.
enum AmountLevel: UInt8, EvidenceLevel {
    case unknown
    case sameOdd
    case sameRound
    case different

    static let kind = "amount"

    init(_ a: Profile, _ b: Profile) {
        let (mine, other) = (Self.sums(a), Self.sums(b))
        if mine.isEmpty || other.isEmpty {
            self = .unknown
            return
        }
        let shared = mine.filter(other.contains)
        if shared.isEmpty {
            // Sums in a text may be anything; only the field says what is in dispute.
            self = a.amount != nil && b.amount != nil ? .different : .unknown
        } else {
            self = shared.contains { !Self.isRound($0) } ? .sameOdd : .sameRound
        }
    }

    private static func sums(_ profile: Profile) -> [Int64] {
        profile.sums + (profile.amount.map { $0 > 0 ? [$0] : [] } ?? [])
    }

    /// One or two leading digits, then zeros: 2800.00 but not 2799.00.
    static func isRound(_ cents: Int64) -> Bool {
        var rest = cents
        while rest > 0, rest % 10 == 0 { rest /= 10 }
        return rest < 100
    }

    var words: String {
        switch self {
        case .unknown: "没有可比的金额 (no sum to compare)"
        case .sameOdd: "金额相同 (same sum)"
        case .sameRound: "整数金额相同 (same round sum)"
        case .different: "金额不同 (another sum)"
        }
    }
}
