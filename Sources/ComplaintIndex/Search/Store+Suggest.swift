import Foundation
import GRDB
import TextAnalysis

extension Store {
    /// The domain's dictionary, read once: somebody who types asks at every key.
    private static let domainWords = Result {
        try DictionaryFile(named: "words.tsv", columns: ["word", "note"]).entries.map { String($0.columns[0]) }
    }

    /// Categories in use one of whose levels begins with `prefix`, in order of their names.
    package func categories(beginning prefix: String, limit: Int) throws -> [String] {
        try values(of: .category, beginning: prefix, limit: limit)
    }

    /// Districts that begin with `prefix`, in the order of their names.
    package func districts(beginning prefix: String, limit: Int) throws -> [String] {
        try values(of: .district, beginning: prefix, limit: limit)
    }

    private func values(of list: CodeList, beginning prefix: String, limit: Int) throws -> [String] {
        guard let key = try Draft.key(prefix, analyzer) else { return [] }
        return try read { db in
            let found = try (CodeNames(db).values[list] ?? []).filter { value in
                try value.split(separator: "/").contains { level in
                    try Draft.key(String(level), analyzer)?.starts(with: key) == true
                }
            }
            return Array(found.sorted().prefix(limit))
        }
    }

    /// Words of the domain's dictionary that begin with `prefix` and that complaints hold, the commonest first. Counts the
    /// rows of at most `candidates` words.
    package func words(beginning prefix: String, limit: Int) throws -> [String] {
        let candidates = 24
        guard let key = try Draft.key(prefix, analyzer) else { return [] }
        let words = try Self.domainWords.get().filter { Data($0.utf8).starts(with: key) }
        return try read { db in
            let reader = try postingReader(db, deadline: 0)
            let counted = try words.prefix(candidates).map { ($0, try reader.postings($0, .word).count) }
            return counted.filter { $0.1 > 0 }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(limit).map(\.0)
        }
    }
}
