import TextAnalysis

/// The passages that two texts share, by places in the texts as they were sent.
struct SharedPassages {
    /// The longest first.
    let passages: [Evidence.Passage]

    /// Fewer units say nothing.
    private static let shortest = 4
    private static let most = 8

    init(_ mine: Places, _ others: Places) {
        passages = Differences(mine.units, others.units).passages.filter { $0.count >= Self.shortest }
            .sorted { ($0.count, $1.first) > ($1.count, $0.first) }.prefix(Self.most)
            .map { passage in
                Evidence.Passage(
                    this: mine.scalars(passage.first, passage.count),
                    other: others.scalars(passage.second, passage.count))
            }
    }

    /// A text's units with where each stands.
    struct Places {
        let units: [UInt32]
        private let starts: [Int]
        private let ends: [Int]

        init(_ text: String, _ analyzer: Analyzer) throws {
            let analysis = try analyzer.analyze(text, .squeeze)
            units = CutParts(analysis, ends: [text.utf8.count]).units(0)
            // Scalars before each byte: continuation bytes begin none.
            var (before, sum): ([Int], Int) = ([], 0)
            before.reserveCapacity(text.utf8.count + 1)
            for byte in text.utf8 {
                before.append(sum)
                if byte & 0xC0 != 0x80 { sum += 1 }
            }
            before.append(sum)
            starts = analysis.atoms.prefix(units.count).map { before[$0.range.lowerBound] }
            ends = analysis.atoms.prefix(units.count).map { before[$0.range.upperBound] }
        }

        func scalars(_ first: Int, _ count: Int) -> Range<Int> { starts[first]..<ends[first + count - 1] }
    }
}
