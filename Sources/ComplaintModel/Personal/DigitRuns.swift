/// The runs of digits in a text, with what stands between them: what ``Mask`` looks for numbers in.
struct DigitRuns {
    /// A longest stretch of ASCII or full-width digits, as a half-open range of Unicode scalars.
    struct Run {
        var start: Int
        var end: Int
        /// Whether only separators, at most three of them, lie between the previous run and this one.
        var isJoined: Bool
        /// Whether a plus sign stands right before it.
        var hasPlus: Bool
        /// Whether the letter X, a check character of ID numbers, stands right behind and ends the word.
        var hasX: Bool

        var count: Int { end - start }
    }

    private(set) var runs: [Run] = []
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var position = 0
        while position < scalars.count {
            guard scalars[position].decimalDigit != nil else {
                position += 1
                continue
            }
            let start = position
            while position < scalars.count, scalars[position].decimalDigit != nil { position += 1 }
            runs.append(run(start..<position))
        }
    }

    private func run(_ range: Range<Int>) -> Run {
        let gap = (runs.last?.end ?? 0)..<range.lowerBound
        let isJoined = !runs.isEmpty && gap.count <= 3 && scalars[gap].allSatisfy(\.dividesPersonalNumbers)
        let hasPlus = range.lowerBound > 0 && scalars[range.lowerBound - 1].halfWidth == "+"
        return Run(
            start: range.lowerBound, end: range.upperBound, isJoined: isJoined, hasPlus: hasPlus,
            hasX: isCheckX(at: range.upperBound))
    }

    private func isCheckX(at place: Int) -> Bool {
        guard place < scalars.count, "xX".unicodeScalars.contains(scalars[place].halfWidth) else { return false }
        guard place + 1 < scalars.count else { return true }
        let after = scalars[place + 1].halfWidth
        return !(after.isASCII && (after.properties.isAlphabetic || after.decimalDigit != nil))
    }

    /// The lengths of up to `count` runs from `first` on that are joined to one another.
    func shape(from first: Int, count: Int) -> [Int]? {
        guard first + count <= runs.count else { return nil }
        let chosen = runs[first..<(first + count)]
        return chosen.dropFirst().allSatisfy(\.isJoined) ? chosen.map(\.count) : nil
    }

    /// The places of all digits of `count` runs from `first` on.
    func places(from first: Int, count: Int) -> [Int] {
        runs[first..<(first + count)].flatMap { $0.start..<$0.end }
    }

    func digit(at place: Int) -> UInt8 { scalars[place].decimalDigit ?? 0 }
}
