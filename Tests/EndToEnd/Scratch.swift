import Foundation
import Testing

/// A folder that goes with the test, and the program run upon a database in it.
final class Scratch {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-e2e-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    /// This checkout, found from the place of the test's source.
    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let corpus = checkout.appendingPathComponent("Corpus/complaints.jsonl")

    var database: String { path("c.sqlite") }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ data: Data, _ name: String) throws -> String {
        try data.write(to: folder.appendingPathComponent(name))
        return path(name)
    }

    @discardableResult
    func bingan(_ arguments: String..., input: Data? = nil) throws -> Binary.Outcome {
        try Binary.run(["--db", database] + arguments, input: input)
    }

    /// The program under a shell's limits, as `ulimit -f 512`; a file's size is in units of 512 bytes.
    func limited(_ limit: String, _ arguments: String...) throws -> Binary.Outcome {
        let words = [Binary.url.path, "--db", database] + arguments
        return try Binary.run(["-c", "\(limit); exec \"$0\" \"$@\""] + words, program: URL(fileURLWithPath: "/bin/sh"))
    }

    /// How many complaints the database gives out.
    func count() throws -> Int { try bingan("export").output.split(separator: "\n").count }
}
