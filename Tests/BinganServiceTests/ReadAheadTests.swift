import ComplaintIndex
import Foundation
import GRDB
import Testing

@testable import BinganService
@testable import DuplicateDetection

@Suite("Reading ahead of an import")
struct ReadAheadTests {
    private struct Verdict: Equatable {
        let id: Int64
        let strength: Int
        let probability: Double
        let of: Int64?
    }

    private func verdicts(_ service: BinganService) throws -> [Verdict] {
        try service.store.read { db in
            try Row.fetchAll(
                db, sql: "SELECT complaint_id, verdict, probability, of_id FROM verdicts ORDER BY complaint_id"
            ).map { Verdict(id: $0[0], strength: $0[1], probability: $0[2], of: $0[3]) }
        }
    }

    private func imported(_ parts: [[Substring]]) throws -> [Verdict] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ahead-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let service = try BinganService(path: folder.appendingPathComponent("a.sqlite").path, access: .create)
        for part in parts {
            let file = folder.appendingPathComponent("part.jsonl")
            try part.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
            _ = try Importer(store: service.store, options: ImportOptions(by: "test"))
                .run(ImportSource(path: file.path)) { _ in }
        }
        defer { try? service.store.close() }
        return try verdicts(service)
    }

    @Test("an import gives the same verdicts whether earlier complaints were committed before it or came with it")
    func sameVerdicts() throws {
        let file = CorpusIndex.folder.appendingPathComponent("complaints.jsonl")
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let whole = try imported([lines])
        #expect(whole.count == lines.count)
        #expect(whole.contains { $0.strength > 0 })
        let thirds = lines.count / 3
        let parts = [lines[..<thirds], lines[thirds..<(2 * thirds)], lines[(2 * thirds)...]].map(Array.init)
        #expect(try imported(parts) == whole)
    }

    @Test("finds the earlier complaint and its profile before the merchant is known")
    func findsCandidates() throws {
        try CorpusIndex.with { service, _ in
            let store = service.store
            let earlier = try #require(try store.complaint(id: 1))
            var again = earlier.complaint
            again.number = nil
            let prepared = try DuplicateStage().prepare(try store.draft(again))
            let read = try store.read { db in try DuplicateStage().readAhead(db, store)?.read(prepared) }
            let foreseen = try #require((read as? DuplicateEngine.Prepared)?.foreseen)
            #expect(foreseen.entries.contains { $0.profile.id == 1 })
            let keys = try #require(prepared as? DuplicateEngine.Prepared).shingles
            #expect(!keys.isEmpty)
            #expect(keys.allSatisfy { foreseen.ids(of: $0.key) != nil })
            #expect(keys.contains { foreseen.ids(of: $0.key)?.contains(1) == true })
            #expect(try store.read { db in try IndexMark(db) } == foreseen.mark)
        }
    }
}
