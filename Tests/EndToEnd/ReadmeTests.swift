import Foundation
import Testing

/// The README's tour, run as it stands there.
@Suite("README") struct ReadmeTests {
    /// The lines of the section's first block of code.
    private static func tour() throws -> [String] {
        let text = try String(contentsOf: Scratch.checkout.appendingPathComponent("README.md"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## Five minutes\n").dropFirst().first)
        let block = section.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.hasPrefix("    ") }.prefix { $0.hasPrefix("    ") }
        return block.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test("every command of the five-minute tour works in the order it is given")
    func commands() throws {
        let scratch = try Scratch()
        try FileManager.default.createSymbolicLink(
            at: scratch.folder.appendingPathComponent("Corpus"),
            withDestinationURL: Scratch.checkout.appendingPathComponent("Corpus"))
        let lines = try Self.tour()
        #expect(lines.count >= 15)
        for line in lines where !line.hasPrefix("bingan serve") {
            #expect(line.contains("bingan "), "\(line)")
            let outcome = try Binary.run(
                ["-c", "bingan() { '\(Binary.url.path)' \"$@\"; }; \(line)"],
                environment: ["BINGAN_DB": scratch.database, "LANG": "C.UTF-8"],
                program: URL(fileURLWithPath: "/bin/sh"), directory: scratch.folder)
            #expect(outcome.code == 0, "\(line): \(outcome.errors)")
            #expect(!(outcome.output + outcome.errors).isEmpty || line.contains("backup"), "\(line)")
        }
    }

    @Test("every command of the program is named in the README, and every option it names there exists")
    func names() throws {
        let text = try String(contentsOf: Scratch.checkout.appendingPathComponent("README.md"), encoding: .utf8)
        let help = try Binary.run(["--help"]).output
        let commands = help.components(separatedBy: "SUBCOMMANDS:\n").last?.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
        let known = try #require(commands)
        #expect(known.count > 20)
        for command in known { #expect(text.contains("bingan \(command)"), "bingan \(command)") }
        for match in text.matches(of: /bingan ([a-z]+)( create)?[^\n`#]*? (--[a-z-]+)/)
        where known.contains(String(match.1)) {
            let command = [String(match.1)] + (match.2 == nil ? [] : ["create"])
            let options = try Binary.run(command + ["--help"]).output
            #expect(options.contains(String(match.3)), "\(match.0)")
        }
    }
}
