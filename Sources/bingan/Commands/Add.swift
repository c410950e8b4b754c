import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel
import Foundation

struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add one complaint, given as JSON on stdin; prints its id, number and verdict as JSON.")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Replace a complaint of the same number whose content differs.") var update = false
    @Flag(help: "Don't look for duplicates.") var noCheck = false

    /// More than any complaint within the limits of its fields has.
    private static let largestInput = 16 << 20

    func run() throws {
        let complaint = try ComplaintDecoder().decode(Self.input())
        let service = try database.open(.create)
        let answer = try service.intake(complaint, update: update, checks: !noCheck, by: DatabaseOptions.author)
        try StandardOutput.shared.line(answer.json)
        try service.mergeMany()
    }

    static func input() throws -> [UInt8] {
        let data = try FileHandle.standardInput.read(upToCount: largestInput + 1) ?? Data()
        guard data.count <= largestInput else {
            throw RecordError(rule: "too-long", detail: "Give one complaint of at most 16 MiB; files are for `import`.")
        }
        var bytes = Array(data)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return bytes
    }
}
