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
        var text = text
        return try text.withUTF8 { try ranges(in: UnsafeRawBufferPointer($0)) }
    }

    func ranges(in text: UnsafeRawBufferPointer) throws -> [Range<Int>] {
        if text.isEmpty || needles.isEmpty && aliases.isEmpty { return [] }
        var ranges: [Range<Int>] = []
        try analyzer.withAnalysis(text, aliases.isEmpty ? .squeeze : .index) { analysis in
            for needle in needles { analysis.appendPlaces(of: needle.bytes, to: &ranges) }
            if !aliases.isEmpty { analysis.appendPlaces(ofWords: aliases, to: &ranges) }
        }
        return Self.merged(ranges)
    }

    static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        if ranges.count < 2 { return ranges.filter { !$0.isEmpty } }
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
