/// Marks the highlights of a snippet: in bold on a terminal, between 【】 elsewhere.
struct Highlighter {
    let opening: String
    let closing: String

    static let terminal = Highlighter(opening: "\u{1B}[1m", closing: "\u{1B}[0m")
    static let plain = Highlighter(opening: "【", closing: "】")
    static var forStandardOutput: Highlighter { Terminal.isStandardOutput ? terminal : plain }

    /// - Parameter highlights: half-open offsets in Unicode scalars, rising and apart.
    func marked(_ snippet: String, _ highlights: [Range<Int>]) -> String {
        let scalars = Array(Terminal.safe(snippet).unicodeScalars)
        var result = ""
        var place = 0
        for range in highlights {
            let range = range.clamped(to: place..<max(place, scalars.count))
            guard !range.isEmpty else { continue }
            result += text(scalars[place..<range.lowerBound]) + opening + text(scalars[range]) + closing
            place = range.upperBound
        }
        return result + text(scalars[place...])
    }

    private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
