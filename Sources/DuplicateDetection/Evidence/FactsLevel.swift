/// What was put in the place of what, where two texts otherwise run the same: a template filled in anew, or one text
/// with slips of the keyboard.
enum FactsLevel: UInt8, EvidenceLevel {
    /// The texts don't run alike.
    case unknown
    case kept
    /// Only numbers differ.
    case numbers
    /// One run of two or more Hanzi is another.
    case words
    case manyWords

    static let kind = "facts"

    init(_ a: borrowing Profile, _ b: borrowing Profile, _ text: TextLevel) {
        switch text {
        case .identical: self = .kept
        case .near, .most, .contained, .large, .strong: self = Self.level(Differences(a.text.units, b.text.units))
        default: self = .unknown
        }
    }

    /// Units side by side for each of which a replaced word is taken for polish: who sends a long text again mends it here
    /// and there, and a template filled in anew is seldom so long.
    private static let unitsPerEdit = 120

    private static func level(_ differences: Differences) -> FactsLevel {
        let shared = differences.passages.reduce(0) { $0 + $1.count }
        switch max(0, differences.replacedWords - shared / unitsPerEdit) {
        case 0: return differences.replacedNumbers == 0 ? .kept : .numbers
        case 1: return .words
        default: return .manyWords
        }
    }

    var words: String {
        switch self {
        case .unknown: "无从对照 (nothing to compare word by word)"
        case .kept: "所述事实未改 (no fact replaced)"
        case .numbers: "仅数字不同 (only numbers replaced)"
        case .words: "一处名称或事实不同 (one name or fact replaced)"
        case .manyWords: "多处名称或事实不同 (several names or facts replaced)"
        }
    }
}
