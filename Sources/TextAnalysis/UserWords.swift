import Foundation

/// The words a site adds to the domain dictionary: a text file, one word a line, `#` comments.
///
/// A word is kept whole by segmentation from then on; rows that were indexed before are found as before, since a hit is
/// where the characters stand, and are cut anew by `reindex`.
public struct UserWords: Sendable, Equatable {
    /// Most bytes and words that are read.
    public static let sizeLimit = 4 << 20
    public static let countLimit = 200_000

    public let file: String
    public let words: [String]

    public static let none = UserWords(file: "", words: [])

    init(file: String, words: [String]) {
        self.file = file
        self.words = words
    }

    /// The words of `text`, which came from `file`.
    /// - Throws: `DictionaryError` naming the line.
    public init(file: String, text: String) throws(DictionaryError) {
        var words: [String] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let word = line.prefix { $0 != "#" && $0 != "\t" }.trimmingCharacters(in: .whitespacesAndNewlines)
            if word.isEmpty { continue }
            guard word.unicodeScalars.count <= 16 else {
                throw .value(file: file, line: number + 1, problem: "a word has at most 16 characters: shorten it")
            }
            words.append(word)
        }
        guard words.count <= Self.countLimit else {
            throw .value(file: file, line: words.count, problem: "at most \(Self.countLimit) words: remove some")
        }
        self.init(file: file, words: words)
    }

    /// Reads `path`; no words where there is no such file.
    public init(contentsOf path: String) throws(DictionaryError) {
        guard FileManager.default.fileExists(atPath: path) else {
            self = .none
            return
        }
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.sizeLimit else {
            throw .unreadable(file: path, problem: "not a readable file of at most \(Self.sizeLimit >> 20) MiB")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .unreadable(file: path, problem: "not UTF-8: save it as UTF-8")
        }
        try self.init(file: path, text: text)
    }
}
