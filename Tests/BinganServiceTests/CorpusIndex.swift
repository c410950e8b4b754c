import ComplaintIndex
import Foundation

@testable import BinganService

/// Corpus/complaints.jsonl in a database of its own, every stage of intake in place.
enum CorpusIndex {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Corpus")

    /// - Parameter checks: false leaves out the stages that check.
    static func with(checks: Bool = true, _ body: (BinganService, ImportCounts) throws -> Void) throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let service = try BinganService(path: scratch.appendingPathComponent("corpus.sqlite").path, access: .create)
        let counts = try Importer(store: service.store, options: ImportOptions(checks: checks, by: "test"))
            .run(ImportSource(path: folder.appendingPathComponent("complaints.jsonl").path)) { _ in }
        try body(service, counts)
        try service.store.close()
    }
}
