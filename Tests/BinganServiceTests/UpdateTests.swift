import ComplaintIndex
import Foundation
import Testing

@testable import BinganService

@Suite("Imports that replace")
struct UpdateTests {
    @Test("a complaint that is replaced leaves the persons of those stored beside it alone")
    func persons() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-update-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func complaint(_ number: String, _ text: String) -> String {
            let phone = 13_800_001_000 + number.utf8.reduce(0) { $0 + Int($1) }
            return """
                {"number":"\(number)","complainant":{"phone":"\(phone)"},"merchant":{"name":"武汉优健健身有限公司"},"text":"\(text)"}
                """
        }
        let service = try BinganService(path: folder.appendingPathComponent("u.sqlite").path, access: .create)
        func run(_ lines: [String]) throws {
            let file = folder.appendingPathComponent("in.jsonl")
            try Data(lines.joined(separator: "\n").utf8).write(to: file)
            let importer = Importer(store: service.store, options: ImportOptions(update: true, by: "test"))
            _ = try importer.run(ImportSource(path: file.path)) { _ in }
        }
        try run([complaint("A", "健身房突然关门，卡里余额不退。")])
        try run([complaint("A", "健身房关门了，要求退还余额。"), complaint("B", "教练走了，课不能上，要求退费。")])
        let persons = try service.store.read { db in
            try (1...2 as ClosedRange<Int64>).map { try service.store.link(of: $0, db).person }
        }
        #expect(persons.allSatisfy { $0 != 0 })
        #expect(Set(persons).count == 2)
        try service.store.close()
    }
}
