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

/// What the middle Yangtze does not tell apart: n and l, zh and z, ch and c, sh and s, -ng and -n.
enum SoundMerger {
    static func merged(_ syllable: String) -> String {
        var letters = Array(syllable.utf8)
        if letters.first == UInt8(ascii: "n"), letters.count > 1 { letters[0] = UInt8(ascii: "l") }
        if letters.count > 2, letters[1] == UInt8(ascii: "h"), [UInt8(ascii: "z"), 0x63, 0x73].contains(letters[0]) {
            letters.remove(at: 1)
        }
        if letters.count > 2, letters.suffix(2) == [UInt8(ascii: "n"), UInt8(ascii: "g")] { letters.removeLast() }
        return String(decoding: letters, as: UTF8.self)
    }

    /// A number for the merged syllable: FNV-1a, 32 bits.
    static func code(_ syllable: String) -> UInt32 {
        merged(syllable).utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
