import Foundation
import GRDB
import TextAnalysis

/// Finds merchant ids by a part of a name. Hanzi match the folded name; letters match its pinyin (`youjian`), its initials
/// (`yj`), or letters of the name itself.
package struct MerchantNames {
    private let db: Database
    private let analyzer: Analyzer

    package init(_ db: Database, _ analyzer: Analyzer) {
        self.db = db
        self.analyzer = analyzer
    }

    /// One name found.
    package struct Found {
        package let id: Int64
        package let entity: Int64
        package let uses: Int
        /// Bytes of the folded name.
        package let key: Data
    }

    /// All ids with a name that holds `text`, each once. O(names found).
    package func mentions(holding text: String) throws -> [UInt32] {
        let analysis = try analyzer.analyze(text, .squeeze)
        guard let match = Self.match(analysis) else { return [] }
        // The terms of a pair, or of letters, say all: no row need be read.
        if Self.termsSayAll(analysis) {
            return try Int64.fetchAll(db.statement(.mentionIDsWithTerms), arguments: [match]).map {
                UInt32(clamping: $0)
            }
        }
        return try find(text, limit: -1).map { UInt32(clamping: $0.id) }
    }

    /// Pairs may stand apart in a name; letters are terms as they are.
    private static func termsSayAll(_ analysis: Analysis) -> Bool {
        analysis.atoms.count <= 2 || analysis.atoms.contains { $0.hanzi == nil }
    }

    /// - Parameter limit: names to look at; -1 for all.
    package func find(_ text: String, limit: Int) throws -> [Found] {
        let analysis = try analyzer.analyze(text, .squeeze)
        let squeezed = Data(analysis.squeezed)
        guard let match = Self.match(analysis) else { return [] }
        let isCertain = Self.termsSayAll(analysis)
        let rows = try Row.fetchCursor(db.statement(.mentionsWithTerms), arguments: [match, limit])
        var found: [Found] = []
        while let row = try rows.next() {
            let item = Found(id: row[0], entity: row[1], uses: row[2], key: row[3])
            if !isCertain, item.key.firstRange(of: squeezed) == nil { continue }
            found.append(item)
        }
        return found
    }

    /// Terms for MATCH, quoted: all pairs of Hanzi of the text; the beginning of a term for letters, and for a single Hanzi.
    private static func match(_ analysis: Analysis) -> String? {
        var terms: [String] = []
        var hanzi: [Unicode.Scalar] = []
        func close() {
            if hanzi.count == 1 { terms.append("\"\(hanzi[0])\"*") }
            for place in hanzi.indices.dropFirst() { terms.append("\"\(hanzi[place - 1])\(hanzi[place])\"") }
            hanzi = []
        }
        for atom in analysis.atoms {
            if let scalar = atom.hanzi {
                hanzi.append(scalar)
            } else {
                close()
                let run = String(decoding: analysis.squeezed[atom.squeezedRange], as: UTF8.self)
                let letters = run.unicodeScalars.filter { $0.value > 0x1F && $0 != "\"" }
                if !letters.isEmpty { terms.append("\"\(String(String.UnicodeScalarView(letters)))\"*") }
            }
        }
        close()
        return terms.isEmpty ? nil : terms.joined(separator: " AND ")
    }
}
