/// A dictionary that cannot be used, with the line to mend.
public enum DictionaryError: Error, Equatable, CustomStringConvertible {
    case missing(String)
    case columns(file: String, line: Int, expected: String)
    case unsorted(file: String, line: Int, key: String)
    case value(file: String, line: Int, problem: String)
    case unreadable(file: String, problem: String)
    case icu(String)

    public var description: String {
        switch self {
        case .missing(let name): "dictionary \(name) is not in this binary: build it again from a whole checkout"
        case .columns(let file, let line, let expected):
            "\(file), line \(line): expected the columns \(expected), separated by one TAB each"
        case .unsorted(let file, let line, let key):
            "\(file), line \(line): “\(key)” stands out of order or twice: sort the file by code points and keep one"
        case .value(let file, let line, let problem): "\(file), line \(line): \(problem)"
        case .unreadable(let file, let problem): "\(file): \(problem)"
        case .icu(let problem): problem
        }
    }
}

/// The shape all dictionaries of Index/ share: comments (`#`) that say what it is, where from, under which licence and
/// how made; a line naming the columns; one entry a line, columns apart by TAB, keys sorted by code points and unique.
public struct DictionaryFile: Sendable {
    public struct Entry: Sendable {
        public let line: Int
        public let columns: [Substring]
    }

    public let name: String
    public let entries: [Entry]

    /// - Throws: `DictionaryError` naming the first line that breaks the shape.
    public init(name: String, text: String, columns: [String]) throws(DictionaryError) {
        self.name = name
        var entries: [Entry] = []
        var seenHeader = false
        let expected = columns.joined(separator: ", ")
        // By bytes: as characters, the variants alone took a tenth of a command's first answer.
        for (number, line) in text.utf8.split(separator: Self.newline, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == Self.carriageReturn ? line.dropLast() : line
            if line.isEmpty || line.first == Self.comment { continue }
            let parts = line.split(separator: Self.tab, omittingEmptySubsequences: false).map { Substring($0) }
            if !seenHeader {
                seenHeader = true
                guard parts.map(String.init) == columns else {
                    throw .columns(file: name, line: number + 1, expected: expected)
                }
                continue
            }
            guard parts.count == columns.count, !parts[0].isEmpty else {
                throw .columns(file: name, line: number + 1, expected: expected)
            }
            if let last = entries.last, !last.columns[0].utf8.lexicographicallyPrecedes(parts[0].utf8) {
                throw .unsorted(file: name, line: number + 1, key: String(parts[0]))
            }
            entries.append(Entry(line: number + 1, columns: parts))
        }
        guard seenHeader else { throw .columns(file: name, line: 1, expected: expected) }
        self.entries = entries
    }

    private static let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    private static let (tab, comment) = (UInt8(ascii: "\t"), UInt8(ascii: "#"))

    public init(named name: String, columns: [String]) throws(DictionaryError) {
        try self.init(name: name, text: IndexFile.named(name).text, columns: columns)
    }
}
