import ComplaintModel
import DuplicateDetection
import Foundation
import Testing

@testable import ComplaintIndex

@Suite struct IntakeTests {
    @Test("of identical complaints posted at once only the first is new")
    func concurrent() async throws {
        let folder = try Folder()
        let store = try folder.store()
        let complaint = try ComplaintDecoder().decode(
            Array(#"{"text":"优健健身光谷店突然关门，预付卡余额2800元不退","complainant":{"phone":"16000001234"}}"#.utf8))
        let verdicts = try await withThrowingTaskGroup(of: Verdict?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try store.add(complaint, by: "test").finding(DuplicateFinding.self)?.verdict
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.filter { $0 == .new }.count == 1)
        #expect(verdicts.filter { $0 == .duplicate }.count == 7)
    }
}

/// A folder that goes with the test.
final class Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("duplicates-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func store() throws -> Store {
        try Store(path: path + "/index.sqlite", access: .create, stages: [DuplicateStage()])
    }
}
