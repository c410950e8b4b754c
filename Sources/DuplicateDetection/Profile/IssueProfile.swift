import TextAnalysis

/// The kinds of trouble that a text speaks of, at most three, as a vector of length 1.
struct IssueProfile: Sendable, Equatable {
    private var topics = SIMD4<UInt8>(repeating: .max)
    private var weights = SIMD4<Float>(repeating: 0)
    /// How far the first leads the second, in log-odds units.
    private(set) var lead: Float = 0

    static let unknown = IssueProfile()

    private init() {}

    /// - Parameters:
    ///   - units: of the text.
    ///   - name: units of the merchant's name, whose pairs say nothing of the matter.
    init(_ units: [UInt32], without name: [UInt32], _ known: IssueTopics) {
        let finding = known.finding(Self.pairs(units), without: Self.pairs(name))
        lead = finding.lead
        for (place, share) in finding.shares.prefix(3).enumerated() {
            (topics[place], weights[place]) = (UInt8(clamping: share.topic), share.weight)
        }
    }

    /// Pairs of Hanzi side by side.
    private static func pairs(_ units: [UInt32]) -> [UInt64] {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(units.count)
        for place in units.indices.dropFirst() {
            if let pair = IssueTopics.key(units[place - 1], units[place]) { pairs.append(pair) }
        }
        return pairs
    }

    /// The dot product: 1 for the same kinds in the same shares.
    func likeness(_ other: IssueProfile) -> Float {
        var sum: Float = 0
        for mine in 0..<3 where weights[mine] > 0 {
            for theirs in 0..<3 where other.topics[theirs] == topics[mine] {
                sum += weights[mine] * other.weights[theirs]
            }
        }
        return sum
    }
}
