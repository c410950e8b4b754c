import Foundation
import Testing

/// What goes wrong around the program: no room, kills, files that are none of ours.
@Suite("Faults") struct FaultTests {
    @Test("on a full disk an import says so and ends with 3; once there is room, the same command completes it")
    func fullDisk() throws {
        let scratch = try Scratch()
        let corpus = Scratch.corpus.path
        for limit in [100, 512, 1_500, 3_000] {
            let outcome = try scratch.limited("ulimit -f \(limit)", "import", corpus)
            #expect(outcome.code == 3, "\(limit): \(outcome.errors)")
            #expect(outcome.errors.contains("no room left"))
            #expect(outcome.errors.split(separator: "\n").count == 1)
            let verified = try scratch.bingan("verify")
            #expect(verified.code == 0 || verified.errors.contains("its making was cut off"), "\(verified)")
        }
        #expect(try scratch.bingan("import", corpus).output.hasPrefix("imported 579 "))
        #expect(try scratch.bingan("verify").code == 0)
        #expect(try scratch.count() == 579)
    }

    @Test("an acknowledged complaint stays when the disk fills up after it, and no acknowledged one is missing")
    func fullDiskAtIntake() throws {
        let scratch = try Scratch()
        #expect(try scratch.bingan("add", input: Data(#"{"number":"A-0","text":"先来的一件"}"#.utf8)).code == 0)
        let size = try #require(
            FileManager.default.attributesOfItem(atPath: scratch.database)[.size] as? Int)
        var acknowledged = 1
        var refused = 0
        for number in 1...40 {
            let text = String(repeating: "健身房关门不退卡第\(number)件", count: 40)
            let input = try scratch.write(Data(#"{"number":"A-\#(number)","text":"\#(text)"}"#.utf8), "one.json")
            let outcome = try scratch.limited(
                "ulimit -f \(size / 512 + 40); exec < '\(input)'", "add")
            if outcome.code == 0 { acknowledged += 1 } else { refused += 1 }
            #expect(outcome.code == 0 || outcome.errors.contains("no room left"), "\(outcome.errors)")
            if refused > 2 { break }
        }
        #expect(refused > 0)
        #expect(try scratch.count() >= acknowledged)
        #expect(try scratch.bingan("verify").code == 0)
    }

    @Test("an import killed at any moment leaves a sound database, and repeated it is whole")
    func killed() throws {
        let scratch = try Scratch()
        for delay in [20, 80, 160, 320, 640, 1_000] {
            let process = Process()
            process.executableURL = Binary.url
            process.arguments = ["--db", scratch.database, "import", Scratch.corpus.path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(delay) * 1_000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            guard FileManager.default.fileExists(atPath: scratch.database) else { continue }
            let verified = try scratch.bingan("verify")
            #expect(verified.code == 0 || verified.errors.contains("its making was cut off"), "\(verified)")
        }
        let repeated = try scratch.bingan("import", Scratch.corpus.path)
        #expect(repeated.code == 0, "\(repeated.errors)")
        #expect(try scratch.count() == 579)
        #expect(try scratch.bingan("import", Scratch.corpus.path).output.contains("unchanged 579"))
        #expect(try scratch.bingan("verify").code == 0)
    }

    @Test("a gzip file that is cut off ends with 1, named, and what came before is stored")
    func cutGzip() throws {
        let scratch = try Scratch()
        let packed = try Binary.run(
            ["-c", "gzip -c '\(Scratch.corpus.path)' | head -c 60000 > '\(scratch.path("cut.jsonl.gz"))'"],
            program: URL(fileURLWithPath: "/bin/sh"))
        #expect(packed.code == 0)
        let outcome = try scratch.bingan("import", scratch.path("cut.jsonl.gz"))
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("cut.jsonl.gz"))
        #expect(!outcome.errors.contains("<fd"))
        #expect(try scratch.count() > 100)
    }

    @Test("what is no index, no file or no complaint is told in one line, with the code of the contract")
    func codes() throws {
        let scratch = try Scratch()
        let noise = Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ $0 / 7) })
        let foreign = try scratch.write(noise, "noise.sqlite")
        let empty = try scratch.write(Data(), "empty.sqlite")
        try FileManager.default.createDirectory(atPath: scratch.path("folder"), withIntermediateDirectories: true)
        let cases: [(arguments: [String], code: Int32, says: String)] = [
            (["--db", foreign, "search", "健身"], 3, "not a Bingan index"),
            (["--db", foreign, "import", Scratch.corpus.path], 3, "not a Bingan index"),
            (["--db", scratch.path("folder"), "search", "健身"], 3, "it is a directory"),
            (["--db", empty, "search", "健身"], 3, "its making was cut off"),
            (["--db", scratch.path("none"), "search", "健身"], 3, "no such database"),
            (["--db", scratch.path("new"), "import", scratch.path("folder")], 2, "a-directory"),
            (["--db", scratch.path("new"), "import", scratch.path("nothing")], 2, "no-such-file"),
            (["--db", scratch.path("new"), "import"], 2, "Missing expected argument"),
            (["nonsense"], 2, "bingan"),
            (["search", "--limit", "0"], 2, "limit"),
            (["search", "--sort", "colour"], 2, "sort"),
        ]
        for (arguments, code, says) in cases {
            let outcome = try Binary.run(arguments)
            #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(says), "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(arguments): \(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == noise)
        #expect(try Binary.run(["--db", empty, "import", Scratch.corpus.path]).code == 0)
        #expect(!FileManager.default.fileExists(atPath: scratch.path("none")))
    }

    @Test("bad lines are rejected by line, field and rule beside the database, and the rest goes in")
    func badLines() throws {
        let scratch = try Scratch()
        let deep = #"{"text":"x","a":"# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}"
        let lines: [(line: String, rule: String?)] = [
            (#"{"text":""}"#, "text missing"), (#"{"text":"a\ud800b"}"#, "text lone-surrogate"),
            (#"{"text":"nul\u0000x"}"#, "text nul"), (deep, "a too-deep"), ("[1]", "line wrong-type"), ("", nil),
            (#"{"text":"这一件是好的"}"#, nil), (#"{"text":"x","amount":-1}"#, "amount negative"),
            (#"{"text":"x","channel":"fax"}"#, "channel not-an-enum-value"), (#"{"text":"x""#, "line not-json"),
        ]
        let outcome = try scratch.bingan(
            "import", "-", input: Data(lines.map(\.line).joined(separator: "\n").utf8))
        #expect(outcome.code == 1)
        #expect(outcome.output.hasPrefix("imported 1  unchanged 0  updated 0  rejected 8 "))
        let place = scratch.database + ".rejects.jsonl"
        #expect(outcome.errors.contains(place))
        struct Reject: Decodable {
            let line: Int
            let field: String
            let rule: String
            let record: String
        }
        let rejects = try String(contentsOfFile: place, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Reject.self, from: Data($0.utf8))
        }
        let expected = lines.enumerated().filter { $1.rule != nil }
        #expect(rejects.map { "\($0.field) \($0.rule)" } == expected.map { $1.rule })
        #expect(rejects.map(\.line) == expected.map { $0.offset + 1 })
        #expect(rejects.map(\.record) == expected.map { $1.line })
    }
}
