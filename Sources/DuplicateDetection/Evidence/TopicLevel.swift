/// How much two texts speak of the same things in whatever words: bigrams shared, by their bits of information, of the
/// one that has fewer. The merchant's name is left out, being evidence of its own.
enum TopicLevel: UInt8, EvidenceLevel {
    case unknown
    case most
    case half
    case third
    case quarter
    case sixth
    case tenth
    case other

    static let kind = "topic"

    init(_ overlap: TopicOverlap?) {
        guard let overlap else {
            self = .unknown
            return
        }
        switch overlap.all / overlap.smaller {
        case 0.75...: self = .most
        case 0.5...: self = .half
        case 0.33...: self = .third
        case 0.24...: self = .quarter
        case 0.16...: self = .sixth
        case 0.1...: self = .tenth
        default: self = .other
        }
    }

    var words: String {
        switch self {
        case .unknown: "事由不明 (subject unknown)"
        case .most: "事由相同 (same subject)"
        case .half: "事由大半相同 (most of the subject is shared)"
        case .third: "事由很接近 (much the same subject)"
        case .quarter: "事由接近 (a like subject)"
        case .sixth: "事由略近 (subjects that touch)"
        case .tenth: "事由略有相同 (subjects with little in common)"
        case .other: "事由不同 (another subject)"
        }
    }
}
