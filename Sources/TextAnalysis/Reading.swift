/// How Hanzi sound: toneless, lower-case ASCII (退款 = tui kuan), one reading a character, which is enough to suggest what a
/// slip of the keyboard meant, and no more. From Index/hanzi-readings.tsv: ICU's own transliterator, which it was read out
/// of, takes .2 s to open, and a newer one may say otherwise than the one that an index was built with.
public enum Reading {
    private static let table = (try? ReadingTable()) ?? ReadingTable.none

    /// Nil for what has no reading. The first call takes some milliseconds.
    public static func of(_ hanzi: Unicode.Scalar) -> String? { table.syllable(of: hanzi) }

    /// The same number for all Hanzi that sound alike (``SoundMerger``); nil for what has no reading. O(1), without a
    /// string being made.
    public static func sound(of hanzi: Unicode.Scalar) -> UInt32? { table.sound(of: hanzi) }
}

/// Index/hanzi-readings.tsv: the Hanzi of each syllable.
struct ReadingTable: Sendable {
    static let none = ReadingTable(syllables: [], places: [])

    private let syllables: [String]
    /// Of each syllable the number of what it sounds like.
    private let sounds: [UInt32]
    /// By code point, one more than the place of its syllable; 0 for none.
    private let places: [UInt16]

    private init(syllables: [String], places: [UInt16]) {
        (self.syllables, self.places) = (syllables, places)
        sounds = syllables.map(SoundMerger.code)
    }

    /// - Throws: `DictionaryError` naming the line whose syllable is no word of a to z.
    init() throws(DictionaryError) {
        let file = try DictionaryFile(named: "hanzi-readings.tsv", columns: ["syllable", "hanzi"])
        var syllables: [String] = []
        var places: [UInt16] = []
        for entry in file.entries {
            guard entry.columns[0].utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }) else {
                throw .value(file: file.name, line: entry.line, problem: "a syllable of a to z expected")
            }
            syllables.append(String(entry.columns[0]))
            for scalar in entry.columns[1].unicodeScalars {
                let point = Int(scalar.value)
                if point >= places.count {
                    places.append(contentsOf: repeatElement(0, count: point + 4096 - places.count))
                }
                places[point] = UInt16(truncatingIfNeeded: syllables.count)
            }
        }
        self.init(syllables: syllables, places: places)
    }

    func syllable(of hanzi: Unicode.Scalar) -> String? { place(of: hanzi).map { syllables[$0] } }

    func sound(of hanzi: Unicode.Scalar) -> UInt32? { place(of: hanzi).map { sounds[$0] } }

    private func place(of hanzi: Unicode.Scalar) -> Int? {
        guard hanzi.value < places.count, places[Int(hanzi.value)] > 0 else { return nil }
        return Int(places[Int(hanzi.value)]) - 1
    }
}
