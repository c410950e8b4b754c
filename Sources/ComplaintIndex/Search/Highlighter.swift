import TextAnalysis

/// Marks what a query found, in the original text: across scripts, width and the punctuation that matching ignores.
struct Highlighter {
    let analyzer: Analyzer
    private let needles: [Needle]
    private let aliases: Set<String>

    /// - Parameter standIns: bigrams of the same sound that stood in for words of the query.
    init(_ plan: QueryPlan, standIns: [Term], _ analyzer: Analyzer) {
        self.analyzer = analyzer
        var needles: [Needle] = []
        var aliases = Set<String>()
        for (word, isPositive) in zip(plan.words, plan.isPositive) where isPositive {
            needles += word.needles
            aliases.formUnion(word.aliases)
        }
        for term in standIns {
            guard let analysis = try? analyzer.analyze(term.text, .squeeze) else { continue }
            needles.append(Needle(analysis.atoms.indices, of: analysis, isLiteral: false))
        }
        self.needles = needles.filter { !$0.bytes.isEmpty }
        self.aliases = aliases
    }

    /// Half-open ranges in bytes of `text`, ascending, overlapping and touching ones merged.
    func ranges(in text: String) throws -> [Range<Int>] {
        if needles.isEmpty && aliases.isEmpty { return [] }
        let analysis = try analyzer.analyze(text, aliases.isEmpty ? .squeeze : .sequence)
        var ranges: [Range<Int>] = []
        for needle in needles {
            for atoms in NeedlePlaces.atoms(of: needle, in: analysis) {
                ranges.append(
                    analysis.atoms[atoms.lowerBound].range
                        .lowerBound..<analysis.atoms[atoms.upperBound - 1].range.upperBound)
            }
        }
        if !aliases.isEmpty {
            for token in analysis.tokens where token.termClass == .word {
                if aliases.contains(analysis.termText(of: token)) { ranges.append(token.range) }
            }
        }
        return Self.merged(ranges)
    }

    static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}

/// A piece of a text with its marks, in Unicode scalars.
struct Snippet: Equatable {
    let text: String
    let highlights: [Range<Int>]

    /// A text up to this long is shown whole; of a longer one a window of `width`.
    static let whole = 160
    static let width = 120

    /// - Parameter ranges: in bytes of `text`, ascending and apart.
    init(_ text: String, _ ranges: [Range<Int>]) {
        let scalars = Array(text.unicodeScalars)
        let marks = Self.scalarRanges(ranges, in: text)
        guard scalars.count > Self.whole else {
            self.text = text
            highlights = marks
            return
        }
        let start = Self.start(marks, scalars.count)
        let end = min(scalars.count, start + Self.width)
        var piece = String.UnicodeScalarView()
        if start > 0 { piece.append("…") }
        piece.append(contentsOf: scalars[start..<end])
        if end < scalars.count { piece.append("…") }
        self.text = String(piece)
        let shift = (start > 0 ? 1 : 0) - start
        highlights = marks.compactMap { mark in
            let cut = mark.clamped(to: start..<end)
            return cut.isEmpty ? nil : cut.lowerBound + shift..<cut.upperBound + shift
        }
    }

    /// Where the window holds most marked scalars, a little before its first mark.
    private static func start(_ marks: [Range<Int>], _ count: Int) -> Int {
        var best = (covered: -1, start: 0)
        var behind = 0
        var covered = 0
        for (index, mark) in marks.enumerated() {
            while behind < marks.count, marks[behind].lowerBound < mark.lowerBound + width - 20 {
                covered += marks[behind].count
                behind += 1
            }
            if covered > best.covered { best = (covered, mark.lowerBound) }
            covered -= marks[index].count
        }
        return max(0, min(best.start - 20, count - width))
    }

    /// Byte ranges as ranges of scalars. O(text).
    static func scalarRanges(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
        guard !ranges.isEmpty else { return [] }
        var result: [Range<Int>] = []
        var (byte, scalar, next) = (0, 0, 0)
        var start: Int?
        for unicode in text.unicodeScalars {
            if next < ranges.count, start == nil, byte >= ranges[next].lowerBound { start = scalar }
            byte += UTF8.width(unicode)
            scalar += 1
            if let begun = start, byte >= ranges[next].upperBound {
                result.append(begun..<scalar)
                start = nil
                next += 1
            }
        }
        return result
    }
}
