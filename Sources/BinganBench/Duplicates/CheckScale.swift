import ArgumentParser
import BinganService
import ComplaintModel
import Foundation

/// What a check costs on a database of any size.
struct CheckScale: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-scale",
        abstract: "Time checks of whole complaints and of unfinished forms on a database.",
        discussion: """
            Complaints are drawn from the file by place, so that merchants come as often as they have complaints: the \
            large ones too. Checks run over HTTP's path without HTTP, one after the other; each complaint once, after some \
            others have warmed the process.
            """)

    @Argument(help: "A database filled by import.", completion: .file()) var path: String
    @Argument(help: "Complaints to check, .jsonl: those that were imported, or others.", completion: .file())
    var file: String
    @Option(help: "Checks of each kind.") var count = 2_000
    @Option(help: "Only these kinds, by the beginning of their names.") var only: [String] = []
    @Option(help: "The seed by which complaints are drawn.") var seed: UInt64 = 5

    func run() throws {
        let service = try BinganService(path: path, access: .read)
        BenchHeader(
            question: "How long does it take to say whether we have a complaint already?",
            corpus: "\(path), complaints drawn from \(file)",
            floor: "none: peers don't say what a complaint is to another"
        ).show()
        let complaints = try drawn()
        var table = Table("check", "answers", "CPU ms p50", "p95", "p99", "wall ms p50", "p95", "p99", "most")
        for (name, part) in Self.kinds where only.isEmpty || only.contains(where: { name.hasPrefix($0) }) {
            let parts = complaints.compactMap(part)
            _ = try measure(service, parts.prefix(Self.warming))
            table.add([name] + (try measure(service, parts.dropFirst(Self.warming))))
        }
        table.show()
        print("memory    \(Memory.now.text)\n")
        try service.store.close()
    }

    private static let warming = 200

    private typealias Part = @Sendable (Complaint) -> Complaint?

    private static let kinds: [(name: String, part: Part)] = [
        ("whole complaint", { $0 }),
        ("merchant's name", { name($0.merchant.name) }),
        ("half of the name", { name($0.merchant.name.map { String($0.prefix(max(2, $0.count / 2))) }) }),
        ("12 characters", { $0.text.count < 12 ? nil : Complaint(text: String($0.text.prefix(12))) }),
        ("phone", { phone($0.complainant.phone) }),
    ]

    private static func name(_ name: String?) -> Complaint? {
        guard let name else { return nil }
        var part = Complaint(text: "")
        part.merchant.name = name
        return part
    }

    private static func phone(_ phone: String?) -> Complaint? {
        guard let phone else { return nil }
        var part = Complaint(text: "")
        part.complainant.phone = phone
        return part
    }

    private func measure(_ service: BinganService, _ complaints: ArraySlice<Complaint>) throws -> [String] {
        var (cpu, wall) = (Samples(), Samples())
        for complaint in complaints {
            let isPart = complaint.text.count <= 12
            let timing = try Timing.of { try service.check(complaint, partial: isPart) }.timing
            cpu.add(timing.cpu * 1000)
            wall.add(timing.wall * 1000)
        }
        return ["\(cpu.count)"] + [50, 95, 99].map { cpu.percentile($0).digits(2) }
            + [50, 95, 99, 100].map { wall.percentile($0).digits(2) }
    }

    /// Complaints that begin behind random places of the file.
    private func drawn() throws -> [Complaint] {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        let size = try handle.seekToEnd()
        var random = BenchRandom(seed: seed)
        let decoder = ComplaintDecoder()
        var complaints: [Complaint] = []
        while complaints.count < count + Self.warming {
            try handle.seek(toOffset: UInt64.random(in: 0..<size, using: &random))
            let lines = try [UInt8](handle.read(upToCount: 1 << 15) ?? Data()).split(separator: 0x0A, maxSplits: 2)
            guard lines.count > 2 else { continue }
            var complaint = try decoder.decode(Array(lines[1]))
            complaint.number = nil
            complaints.append(complaint)
        }
        return complaints
    }
}
