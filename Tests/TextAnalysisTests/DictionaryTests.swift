import Foundation
import Testing

@testable import TextAnalysis

@Suite("Files of Index/")
struct DictionaryTests {
    @Test("the binary carries every file of Index/, byte for byte")
    func carried() throws {
        let root = indexFolder.standardizedFileURL.path
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
            // A database that someone made here is none of ours.
            guard ["bin", "css", "sql", "tsv"].contains((path as NSString).pathExtension) else { continue }
            found[path] = FileManager.default.contents(atPath: root + "/" + path)
        }
        #expect(IndexFile.all.map(\.name) == found.keys.sorted())
        for file in IndexFile.all { #expect(Data(file.bytes) == found[file.name], "\(file.name)") }
    }

    @Test("every dictionary says where it is from, and is sorted without repeats")
    func shape() throws {
        let columns = [
            "holidays.tsv": ["day", "kind", "name"], "issue-topics.tsv": ["pair", "topics"],
            "issue-words.tsv": ["word", "issue"],
            "variants.tsv": ["from", "to"], "words.tsv": ["word", "note"],
            "weak-words.tsv": ["word"],
            "places.tsv": ["code", "name", "short"], "trades.tsv": ["word", "trade"],
            "company-forms.tsv": ["word", "kind"], "readings.tsv": ["text", "reading"],
            "hanzi-readings.tsv": ["syllable", "hanzi"],
            "match-weights.tsv": ["feature", "duplicate", "copy", "related"],
        ]
        for file in IndexFile.all where file.name.hasSuffix(".tsv") {
            let expected = try #require(columns[file.name])
            let entries = try DictionaryFile(named: file.name, columns: expected).entries
            #expect(entries.count > 20)
            #expect(file.text.hasPrefix("# ") && file.text.hasSuffix("\n"))
            #expect(file.text.lowercased().contains("licen"))
            #expect(!file.text.contains("\r"))
            for entry in entries {
                #expect(
                    entry.columns.allSatisfy { !$0.hasPrefix(" ") && !$0.hasSuffix(" ") },
                    "\(file.name), line \(entry.line)")
            }
        }
    }

    @Test("words are kept in folded form", arguments: ["issue-words.tsv", "words.tsv", "weak-words.tsv"])
    func folded(name: String) throws {
        let columns = ["issue-words.tsv": ["word", "issue"], "words.tsv": ["word", "note"]][name] ?? ["word"]
        for entry in try DictionaryFile(named: name, columns: columns).entries {
            let word = String(entry.columns[0])
            #expect(try shared.squeezed(word).replacing("|", with: "") == word, "\(name), line \(entry.line)")
        }
    }

    @Test("every word of the dictionary comes out whole when it stands alone")
    func whole() throws {
        var broken: [String] = []
        for entry in try DictionaryFile(named: "words.tsv", columns: ["word", "note"]).entries {
            let word = String(entry.columns[0])
            if try !shared.terms(word, .word).contains(word) { broken.append(word) }
        }
        #expect(broken.isEmpty, "\(broken.joined(separator: " "))")
    }

    @Test("a file of another shape is refused, naming the line")
    func refused() {
        func read(_ text: String) throws(DictionaryError) {
            _ = try DictionaryFile(name: "d", text: text, columns: ["a", "b"])
        }
        #expect(throws: DictionaryError.columns(file: "d", line: 1, expected: "a, b")) { try read("") }
        #expect(throws: DictionaryError.columns(file: "d", line: 2, expected: "a, b")) { try read("# x\na\tc\n") }
        #expect(throws: DictionaryError.columns(file: "d", line: 2, expected: "a, b")) { try read("a\tb\n1\n") }
        #expect(throws: DictionaryError.columns(file: "d", line: 2, expected: "a, b")) { try read("a\tb\n\t1\n") }
        #expect(throws: DictionaryError.unsorted(file: "d", line: 3, key: "1")) { try read("a\tb\n2\tx\n1\ty\n") }
        #expect(throws: DictionaryError.unsorted(file: "d", line: 3, key: "2")) { try read("a\tb\n2\tx\n2\ty\n") }
        #expect(throws: Never.self) { try read("# x\r\na\tb\r\n1\tx\r\n\r\n2\ty") }
        #expect(throws: DictionaryError.missing("none.tsv")) { try DictionaryFile(named: "none.tsv", columns: ["a"]) }
    }

    @Test("errors tell what to do next")
    func messages() {
        let all: [DictionaryError] = [
            .missing("a"), .columns(file: "a", line: 1, expected: "x"), .unsorted(file: "a", line: 1, key: "k"),
            .value(file: "a", line: 1, problem: "p"), .unreadable(file: "a", problem: "p"), .icu("i"),
        ]
        for error in all { #expect(!error.description.isEmpty && !error.description.contains("DictionaryError")) }
    }

    @Test("the version names ICU, the steps and the dictionaries")
    func version() {
        let version = shared.version
        #expect(version.icu.split(separator: ".").first.flatMap { Int($0) }.map { $0 >= 60 } == true)
        #expect(version.steps == Analyzer.steps && version.dictionaries.utf8.count == 16)
        #expect(version.dictionaries.allSatisfy { $0.isHexDigit })
        #expect(version.description.contains(version.icu))
    }
}
