import TextAnalysis

/// Index/issue-words.tsv: words that name a kind of fault, with the issue they speak for, found by the Hanzi they begin
/// with so that a pass over a text costs one look-up a character.
package struct IssueWords: Sendable {
    /// The issues in the words of a title, by rising name.
    package let names: [String]
    private let byStart: [UInt64: [Entry]]

    private struct Entry: Sendable {
        let rest: [UInt8]
        let issue: Int
    }

    /// Two Hanzi of the Basic Multilingual Plane in UTF-8.
    private static let startSize = 6

    /// - Throws: `DictionaryError` naming the line.
    package init() throws(DictionaryError) {
        let file = try DictionaryFile(named: "issue-words.tsv", columns: ["word", "issue"])
        names = Set(file.entries.map { String($0.columns[1]) }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var byStart: [UInt64: [Entry]] = [:]
        for entry in file.entries {
            let word = Array(entry.columns[0].utf8)
            guard word.count >= Self.startSize, let issue = numbers[String(entry.columns[1])] else {
                throw .value(file: file.name, line: entry.line, problem: "a word has at least two Hanzi")
            }
            byStart[Self.key(word[..<Self.startSize]), default: []].append(
                Entry(rest: Array(word[Self.startSize...]), issue: issue))
        }
        self.byStart = byStart
    }

    /// The issues that the squeezed text speaks of, each once, with the place of the first word.
    package func issues(in squeezed: ArraySlice<UInt8>) -> [Int] {
        var found: [Int] = []
        var place = squeezed.startIndex
        while place + Self.startSize <= squeezed.endIndex {
            if squeezed[place] >= 0xE0 {
                for entry in byStart[Self.key(squeezed[place..<place + Self.startSize])] ?? []
                where squeezed[(place + Self.startSize)...].starts(with: entry.rest) && !found.contains(entry.issue) {
                    found.append(entry.issue)
                }
                place += 3
            } else {
                place += 1
            }
        }
        return found
    }

    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
