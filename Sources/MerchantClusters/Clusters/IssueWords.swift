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

    /// Calls `body` with each word where it stands in the first `end` bytes of the squeezed text, and its issue.
    func mentions(
        _ squeezed: UnsafeBufferPointer<UInt8>, _ end: Int, _ body: (_ issue: Int, _ word: Range<Int>) -> Void
    ) {
        var place = 0
        while place + Self.startSize <= end {
            guard squeezed[place] >= 0xE0 else {
                place += 1
                continue
            }
            let rest = place + Self.startSize
            for entry in byStart[Self.key(squeezed[place..<rest])] ?? []
            where rest + entry.rest.count <= end && squeezed[rest..<rest + entry.rest.count].elementsEqual(entry.rest) {
                body(entry.issue, place..<rest + entry.rest.count)
            }
            place += 3
        }
    }

    private static func key(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
