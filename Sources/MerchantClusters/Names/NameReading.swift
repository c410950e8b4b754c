import TextAnalysis

/// How names sound: Index/readings.tsv first, since hanzi-readings.tsv has one reading a character and often not the one of
/// names (黄陂 huang pi, 银行 yin hang, 曾记 zeng ji), then that.
struct NameReading: Sendable {
    private let overrides: PhraseTable<[String]>

    /// - Throws: `DictionaryError` naming the line.
    init(_ fold: (String) -> [UInt32]) throws(DictionaryError) {
        let file = try DictionaryFile(named: "readings.tsv", columns: ["text", "reading"])
        var table = PhraseTable<[String]>()
        for line in file.entries {
            let text = fold(String(line.columns[0]))
            let syllables = line.columns[1].split(separator: " ").map(String.init)
            guard text.count == syllables.count else {
                throw .value(file: file.name, line: line.line, problem: "a syllable a character expected")
            }
            table.insert(text, syllables)
        }
        overrides = table
    }

    /// The toneless syllable of each unit; letters and digits sound as themselves, and so do Hanzi without a reading.
    func syllables(_ units: [UInt32]) -> [String] {
        var syllables: [String] = []
        while syllables.count < units.count {
            let place = syllables.count
            if let match = overrides.matches(units, from: place).last {
                syllables += match.value
            } else {
                syllables.append(Self.single(units[place]))
            }
        }
        return syllables
    }

    private static func single(_ unit: UInt32) -> String {
        let reading = unit.isHanzi ? Unicode.Scalar(unit).flatMap { Reading.of($0) } : nil
        return reading ?? text(of: [unit])
    }
}
