/// The sum in dispute. A round sum is shared by chance more often.
enum AmountLevel: UInt8, EvidenceLevel {
    case unknown
    case sameOdd
    case sameRound
    case different

    static let kind = "amount"

    init(_ a: borrowing Profile, _ b: borrowing Profile) {
        let (mine, other) = (Self.field(a), Self.field(b))
        if (a.sums.isEmpty && mine == nil) || (b.sums.isEmpty && other == nil) {
            self = .unknown
            return
        }
        var (isShared, isOdd) = (false, false)
        for sum in a.sums where sum == other || b.sums.contains(sum) {
            (isShared, isOdd) = (true, isOdd || !Self.isRound(sum))
        }
        if let mine, mine == other || b.sums.contains(mine) {
            (isShared, isOdd) = (true, isOdd || !Self.isRound(mine))
        }
        if isShared {
            self = isOdd ? .sameOdd : .sameRound
        } else {
            // Sums in a text may be anything; only the field says what is in dispute.
            self = a.amount != nil && b.amount != nil ? .different : .unknown
        }
    }

    /// The sum of the field, unless it is 0.
    static func field(_ profile: borrowing Profile) -> Int64? {
        guard let amount = profile.amount, amount > 0 else { return nil }
        return amount
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
