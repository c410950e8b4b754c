import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex

@Suite("Corpus/queries.jsonl")
struct CorpusTests {
    private struct Expectation: Decodable {
        let query: String
        let relevant: [String]
        let note: String
    }

    @Test("every query of the corpus finds the complaints that are its right answers")
    func queries() throws {
        let index = try TestIndex()
        let corpus = repository.appendingPathComponent("Corpus")
        let counts = try Importer(store: index.store, options: ImportOptions(by: "test"))
            .run(ImportSource(path: corpus.appendingPathComponent("complaints.jsonl").path)) { _ in }
        #expect(counts.imported == 579 && counts.rejected == 0)
        let lines = try String(contentsOf: corpus.appendingPathComponent("queries.jsonl"), encoding: .utf8)
            .split(separator: "\n")
        #expect(lines.count == 138)
        for line in lines {
            let expected = try JSONDecoder().decode(Expectation.self, from: Data(line.utf8))
            let answer = try index.search(expected.query, limit: 1000)
            let strict = Set(answer.hits.filter { !$0.isRelaxed }.compactMap(\.number))
            let wanted = Set(expected.relevant)
            if expected.note.contains("mistake") {
                // Only slips of the keyboard rely on relaxed rows; what else sounds alike may stand between them.
                let found = answer.hits.compactMap(\.number)
                #expect(wanted.isSubset(of: found), "\(expected.query) (\(expected.note))")
            } else {
                #expect(
                    wanted.isSubset(of: strict), "\(expected.query) (\(expected.note)): \(wanted.subtracting(strict))")
            }
        }
    }
}
