import Foundation
import Testing

/// The built program, run as a user runs it.
enum Binary {
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Beside the tests' own executable.
    static var url: URL { Bundle.main.bundleURL.appendingPathComponent("bingan") }

    static func run(
        _ arguments: [String], input: Data? = nil, environment: [String: String] = [:], program: URL = url,
        directory: URL? = nil
    ) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-e2e-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (out, err, standardInput) = (
            folder.appendingPathComponent("out"), folder.appendingPathComponent("err"),
            folder.appendingPathComponent("in")
        )
        for file in [out, err] { try Data().write(to: file) }
        try (input ?? Data()).write(to: standardInput)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let directory { process.currentDirectoryURL = directory }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: standardInput)
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus, output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
    }
}

@Suite struct VersionTests {
    @Test("help names every command and ends well")
    func help() throws {
        let outcome = try Binary.run(["--help"])
        #expect(outcome.code == 0)
        for command in ["import", "search", "show", "serve", "demo"] { #expect(outcome.output.contains(command)) }
    }
}
