import ComplaintIndex
import Foundation
import Testing

@testable import BinganService

@Suite("Corpus/queries.jsonl")
struct CorpusTests {
    private struct Expectation: Decodable {
        let query: String
        let relevant: [String]
        let note: String
    }

    @Test("every query of the corpus finds the complaints that are its right answers")
    func queries() throws {
        // With merchants resolved, as in use: `merchant:` looks for names in what resolution keeps.
        try CorpusIndex.with { service, counts in
            #expect(counts.imported == 579 && counts.rejected == 0)
            let lines = try String(
                contentsOf: CorpusIndex.folder.appendingPathComponent("queries.jsonl"), encoding: .utf8
            )
            .split(separator: "\n")
            #expect(lines.count == 138)
            for line in lines {
                let expected = try JSONDecoder().decode(Expectation.self, from: Data(line.utf8))
                let hits = try service.store.search(SearchRequest(query: expected.query, limit: 1000)).hits
                // Only slips of the keyboard rely on relaxed rows; what else sounds alike may stand between them.
                let isSlip = expected.note.contains("mistake")
                let found = Set(hits.filter { isSlip || !$0.isRelaxed }.compactMap(\.number))
                let missing = Set(expected.relevant).subtracting(found)
                #expect(missing.isEmpty, "\(expected.query) (\(expected.note)): \(missing.sorted())")
            }
        }
    }
}
