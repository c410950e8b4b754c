import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex

/// Two stores on one file stand for two processes: the lock belongs to the open file, not to the process.
@Suite struct WriterTurnTests {
    private final class Folder: Sendable {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-turn-\(UUID().uuidString)")
        var path: String { url.appendingPathComponent("test.sqlite").path }
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private func complaint(_ number: Int) throws -> Complaint {
        try ComplaintDecoder().decode(Array(#"{"number":"T\#(number)","text":"第\#(number)件投诉"}"#.utf8))
    }

    @Test("two writers take turns, and no complaint of either is lost")
    func turns() throws {
        let folder = try Folder()
        let (a, b) = (try Store(path: folder.path, access: .create), try Store(path: folder.path, access: .write))
        for number in 1...20 {
            _ = try (number % 2 == 0 ? a : b).add(try complaint(number), by: "test")
        }
        #expect(try a.complaint(id: 20)?.complaint.number == "T20")
        #expect(try b.search(SearchRequest(query: "投诉", limit: 1)).total == 20)
        #expect(try a.verify().problems.isEmpty)
    }

    @Test("a writer whose turn doesn't come gives up with an error that says why")
    func busy() throws {
        let folder = try Folder()
        let a = try Store(path: folder.path, access: .create)
        let b = try Store(path: folder.path, access: .write, stages: [], patience: 0.05)
        let complaint = try complaint(1)
        try a.write { _ in
            _ = #expect(throws: StoreError.self) { try b.add(complaint, by: "test") }
        }
        _ = try b.add(complaint, by: "test")
        #expect(try a.complaint(number: "T1") != nil)
    }

    @Test("a backup is not put in the place of a database that somebody has open")
    func restore() throws {
        let folder = try Folder()
        let store = try Store(path: folder.path, access: .create)
        let backup = folder.url.appendingPathComponent("backup.sqlite").path
        try store.backup(to: backup) { _, _ in }
        #expect(throws: StoreError.self) { try Store.restore(from: backup, to: folder.path) }
        try store.close()
    }
}
