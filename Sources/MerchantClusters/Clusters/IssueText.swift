import ComplaintIndex
import Foundation
import GRDB
import TextAnalysis

/// The parts of a complaint that its issue is read from, analyzed.
struct IssueText: Sendable {
    let analysis: Analysis
    /// Bytes of the text, and of text and demand with the break between them.
    let textEnd: Int
    let demandEnd: Int
    /// Bytes of the text up to the end of its first sentence, where people say what they complain of.
    let leadEnd: Int
    /// The merchant's squeezed name, which all its complaints share.
    let name: [UInt8]
    let category: String?

    init(_ draft: Draft) {
        self.init(
            draft.analysis, text: draft.complaint.text, demand: draft.complaint.demand,
            name: draft.merchantKey.map { Array($0) } ?? [], category: draft.complaint.category)
    }

    private init(_ analysis: Analysis, text: String, demand: String?, name: [UInt8], category: String?) {
        self.analysis = analysis
        textEnd = text.utf8.count
        demandEnd = textEnd + 1 + (demand?.utf8.count ?? 0)
        leadEnd = Self.lead(text)
        (self.name, self.category) = (name, category)
    }

    /// A greeting is shorter than 12 Hanzi, a title no longer than 40.
    private static let leadSizes = 36...120

    private static func lead(_ text: String) -> Int {
        let most = min(text.utf8.count, leadSizes.upperBound)
        guard most > leadSizes.lowerBound else { return most }
        var place = 0
        for character in text.unicodeScalars {
            place += UTF8.width(character)
            if place >= most { break }
            if place >= leadSizes.lowerBound, "。！？；!?;\n".unicodeScalars.contains(character) { return place }
        }
        return most
    }

    /// Reads and analyzes no more of a stored complaint than the issue needs.
    struct Reader {
        private let analyzer: Analyzer
        /// Complaints of one merchant give few names.
        private var names: [String: [UInt8]] = [:]

        init(_ analyzer: Analyzer) { self.analyzer = analyzer }

        /// Nil where there is no such complaint.
        mutating func read(_ id: Int64, _ db: Database) throws -> IssueText? {
            let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.issueOfComplaint), arguments: [id])
            guard let row = try rows.next() else { return nil }
            let (text, demand): (String, String?) = (row[0], row[1])
            let body = Body.bytes(text: text, demand: demand, merchant: nil, tags: "")
            let analysis = try body.withUnsafeBytes { bytes in try analyzer.analyze(bytes, .index) }
            return IssueText(
                analysis, text: text, demand: demand, name: try (row[2] as String?).map { try key($0) } ?? [],
                category: row[3])
        }

        private mutating func key(_ name: String) throws -> [UInt8] {
            if let known = names[name] { return known }
            let key = try Draft.key(name, analyzer).map { Array($0) } ?? []
            names[name] = key
            return key
        }
    }
}
