import Foundation
import Testing

/// What the program prints, held against files in Golden/. After a change that was meant, `BINGAN_GOLDEN=write swift test
/// --filter GoldenTests` writes them anew; read the difference before committing it.
@Suite("Golden output") struct GoldenTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    /// The first sixty complaints of the sample: few enough that a changed rule shows where it should.
    private static func filled() throws -> Scratch {
        let scratch = try Scratch()
        let lines = try String(contentsOf: Scratch.corpus, encoding: .utf8).split(separator: "\n").prefix(60)
        let outcome = try scratch.bingan("import", "-", input: Data(lines.joined(separator: "\n").utf8))
        #expect(outcome.code == 0, "\(outcome.errors)")
        return scratch
    }

    /// Without what differs from run to run: times, hashes keyed by the database, cursors.
    private static func steady(_ text: String) -> String {
        text.replacing(/"took_ms":[0-9.]+/, with: #""took_ms":0"#)
            .replacing(/[0-9.]+ ms\b/, with: "0 ms")
            .replacing(/"next_cursor":"[^"]*"/, with: #""next_cursor":"…""#)
            .replacing(/--cursor \S+/, with: "--cursor …")
            .replacing(/"loaded_at":"[^"]*"/, with: #""loaded_at":"…""#)
            .replacing(/(?m),20[0-9T:+-]+(\r?)$/) { ",…\($0.1)" }
            .replacing(/(?m)^(loaded_at +).*$/) { "\($0.1)…" }
            .replacing(/"person":"[0-9a-f]{16}"/, with: #""person":"…""#)
            .replacing(/(?m)^(complainant.person +).*$/) { "\($0.1)…" }
    }

    private static func hold(_ name: String, _ text: String) throws {
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["BINGAN_GOLDEN"] == "write" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (place, pair) in zip(expected, found).enumerated() where pair.0 != pair.1 {
            Issue.record("\(name), line \(place + 1):\n  was \(pair.0)\n  is  \(pair.1)")
            return
        }
        #expect(expected.count == found.count, "\(name)")
    }

    private static let commands: [(name: String, arguments: [String])] = [
        ("search.txt", ["search", "退款 押金", "--limit", "4"]),
        ("search-relaxed.txt", ["search", "健身房 退卡", "--limit", "3"]),
        ("search-traditional.json", ["search", "退還 押金", "--limit", "2", "--format", "json"]),
        (
            "search-facets.json",
            ["search", "商家", "--limit", "1", "--facets", "category,channel,status", "--format", "json"]
        ),
        ("search.csv", ["search", "退款", "--limit", "3", "--format", "csv"]),
        ("search.jsonl", ["search", "amount:>3000", "--sort", "amount", "--limit", "3", "--format", "jsonl"]),
        ("search-explain.txt", ["search", "快递 丢失", "--limit", "2", "--explain"]),
        ("search-nothing.json", ["search", "\"火星移民\"", "--format", "json"]),
        ("search-notes.json", ["search", "(退款 OR", "--limit", "1", "--format", "json"]),
        ("show.txt", ["show", "1"]),
        ("show.json", ["show", "2", "--format", "json"]),
        ("show-personal.json", ["show", "2", "--personal", "--format", "json"]),
        ("explain.txt", ["explain", "1", "--query", "种植牙"]),
        ("export.csv", ["export", "--query", "口罩", "--format", "csv"]),
        ("export.jsonl", ["export", "--query", "channel:letter", "--format", "jsonl"]),
    ]

    @Test("answers are as they were")
    func answers() throws {
        let scratch = try Self.filled()
        for (name, arguments) in Self.commands {
            let outcome = try Binary.run(["--db", scratch.database] + arguments)
            #expect(outcome.code == 0, "\(name): \(outcome.errors)")
            try Self.hold(name, Self.steady(outcome.output))
        }
    }

    @Test("the help of every command is as it was")
    func help() throws {
        let whole = try Binary.run(["--help"]).output
        let commands = whole.components(separatedBy: "SUBCOMMANDS:\n").last?.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        var text = whole
        for command in try #require(commands) {
            let outcome = try Binary.run([command, "--help"])
            #expect(outcome.code == 0)
            text += "\n$ bingan \(command) --help\n" + outcome.output
        }
        try Self.hold("help.txt", text)
    }
}
