/// Whether one person complains.
enum PersonLevel: UInt8, EvidenceLevel {
    case unknown
    /// The same phone or ID number.
    case sameNumber
    /// The same name in full; a number is missing on one side.
    case sameName
    /// The same name in full under another phone: a second phone, or a namesake.
    case sameNameOtherPhone
    /// A name that may be the same (欧阳某, 欧阳女士), and no number to tell.
    case fits
    /// The same with one of the commonest surnames (王某, 王女士), which many strangers share.
    case fitsCommon
    /// A name that may be the same, under another phone.
    case fitsOtherPhone
    /// The same with one of the commonest surnames.
    case fitsCommonOtherPhone
    case different

    static let kind = "person"

    init(_ a: borrowing Profile, _ b: borrowing Profile) {
        if Self.sharesNumber(a, b) {
            self = .sameNumber
            return
        }
        let phonesDiffer = a.phone != nil && b.phone != nil
        let numbersDiffer = phonesDiffer || (a.idNumber != nil && b.idNumber != nil)
        guard let mine = a.name, let other = b.name, let agreement = mine.agreement(with: other) else {
            self = numbersDiffer ? .different : .unknown
            return
        }
        switch agreement {
        case .same: self = numbersDiffer ? .sameNameOtherPhone : .sameName
        // Two full names that differ in one character are a slip, whatever the surname.
        case .fits where mine.isCommon && !(mine.isFull && other.isFull):
            self = numbersDiffer ? .fitsCommonOtherPhone : .fitsCommon
        case .fits: self = numbersDiffer ? .fitsOtherPhone : .fits
        case .different: self = .different
        }
    }

    private static func sharesNumber(_ a: Profile, _ b: Profile) -> Bool {
        if let mine = a.idNumber, mine == b.idNumber { return true }
        if let mine = a.phone, mine == b.phone || b.textPhones.contains(mine) { return true }
        if let other = b.phone, a.textPhones.contains(other) { return true }
        return false
    }

    var words: String {
        switch self {
        case .unknown: "投诉人信息不足 (too little is known of the person)"
        case .sameNumber: "同一电话或身份证 (same phone or ID number)"
        case .sameName: "姓名相同 (same name)"
        case .sameNameOtherPhone: "姓名相同、电话不同 (same name, another phone)"
        case .fits: "姓名可能相同 (names may be the same)"
        case .fitsCommon: "姓名可能相同，姓氏常见 (names may be the same, the surname is common)"
        case .fitsCommonOtherPhone:
            "姓名可能相同、姓氏常见、电话不同 (names may be the same with a common surname, another phone)"
        case .fitsOtherPhone: "姓名可能相同、电话不同 (names may be the same, another phone)"
        case .different: "不同的人 (different people)"
        }
    }
}
