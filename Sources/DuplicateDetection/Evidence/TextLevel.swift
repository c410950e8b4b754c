/// How much of the rarer wording two texts share, each 3-shingle weighing its bits of information: boilerplate counts
/// next to nothing.
enum TextLevel: UInt8, EvidenceLevel {
    case unknown
    case identical
    /// ≥ 0.7 of both together.
    case near
    /// ≥ 0.7 of the shorter one, and of the longer one a good part: ≥ 0.45 of both together.
    case most
    /// ≥ 0.7 of the shorter one.
    case contained
    /// ≥ 0.55 of the shorter one.
    case large
    /// ≥ 0.4 of the shorter one.
    case strong
    /// ≥ 0.2
    case some
    /// ≥ 0.08
    case slight
    case none

    static let kind = "text"

    /// Bits below which a text says too little: four Hanzi of no rarity.
    static let least: Float = 24

    init(_ a: borrowing Profile, _ b: borrowing Profile, _ frequency: ShingleFrequency) {
        let (mine, other) = (a.text.shingles, b.text.shingles)
        guard min(mine.weight, other.weight) >= Self.least else {
            self = a.text.units.count >= 4 && a.text.units == b.text.units ? .identical : .unknown
            return
        }
        if a.text.units == b.text.units {
            self = .identical
            return
        }
        let shared = mine.shared(with: other, frequency)
        self.init(
            contained: shared / min(mine.weight, other.weight),
            resemblance: shared / (mine.weight + other.weight - shared))
    }

    init(contained: Float, resemblance: Float) {
        switch contained {
        case 0.7...: self = resemblance >= 0.7 ? .near : resemblance >= 0.45 ? .most : .contained
        case 0.55...: self = .large
        case 0.4...: self = .strong
        case 0.2...: self = .some
        case 0.08...: self = .slight
        default: self = .none
        }
    }

    var words: String {
        switch self {
        case .unknown: "文字太少 (too little text)"
        case .identical: "文字完全相同 (the same text)"
        case .near: "文字几乎相同 (nearly the same text)"
        case .most: "文字大部分相同 (most of the wording is shared)"
        case .contained: "一文包含另一文 (one text holds the other)"
        case .large: "大量文字相同 (a large part of the wording is shared)"
        case .strong: "多处文字相同 (much of the wording is shared)"
        case .some: "部分文字相同 (some wording is shared)"
        case .slight: "少量文字相同 (little wording is shared)"
        case .none: "文字不同 (other wording)"
        }
    }
}
