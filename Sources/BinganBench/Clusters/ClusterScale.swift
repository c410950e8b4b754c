import ArgumentParser
import BinganService
import ComplaintIndex
import ComplaintModel
import Foundation

/// What merchants, clusters and alerts cost on a database of any size.
struct ClusterScale: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster-scale",
        abstract: "Time lists of merchants, clusters and alerts, single intake and the full run on a database.",
        discussion: "Lists run over HTTP's path without HTTP: one process that answers again and again.")

    @Argument(help: "A database filled by import. With --adds or --rebuild it is changed: work on a copy.")
    var path: String
    @Option(help: "Complaints stored one by one, lists asked again behind each tenth.") var adds = 0
    @Flag(help: "Run clusters anew over all complaints.") var rebuild = false
    @Option(help: "Lists of each kind.") var rounds = 20
    @Option(help: "Only calls whose name holds this.") var only = ""

    func run() throws {
        let service = try BinganService(path: path, access: adds > 0 || rebuild ? .write : .read)
        service.answerAlertsAtOnce()
        let rows = try service.store.read { db in try service.store.rowFacts(db).capacity }
        BenchHeader(
            question: "How long do lists of merchants, clusters and alerts take, one intake, and the full run?",
            corpus: "\(path): \(rows) complaints at most", floor: "a merchant's id looked up"
        ).show()
        let calls = try ScaleCall.all(service).filter { only.isEmpty || $0.name.contains(only) }
        var table = Table(
            "call", "first, ms wall", "first, ms CPU", "again p50, ms CPU", "p99, ms CPU", "p50, ms wall",
            "answer")
        for call in calls { table.add([call.name] + (try measure(call.body))) }
        table.show()
        if adds > 0 { try intake(service, calls) }
        if rebuild {
            let (count, timing) = try Timing.of { try service.store.rebuildClusters { _, _ in } }
            print(
                "full run: \(count) clusters, \(timing.wall.digits(1)) s wall, \(timing.cpu.digits(1)) s CPU, "
                    + "peak \(Memory.now.peak.digits(0)) MB")
        }
        try service.store.close()
    }

    private func measure(_ call: () throws -> ScaleAnswer) throws -> [String] {
        let (first, timing) = try Timing.of(call)
        var (wall, cpu) = (Samples(), Samples())
        for _ in 0..<rounds {
            let (again, timing) = try Timing.of(call)
            guard again.count == first.count else {
                throw ScaleFailure(first: first.count, again: again.count)
            }
            wall.add(timing.wall * 1000)
            cpu.add(timing.cpu * 1000)
        }
        let times = [timing.wall * 1000, timing.cpu * 1000, cpu.median, cpu.percentile(99), wall.median]
        return times.map { $0.digits(2) } + [first.digest]
    }

    /// Stores complaints one by one; behind each tenth, each list is asked once: what it takes while rows come in.
    private func intake(_ service: BinganService, _ calls: [ScaleCall]) throws {
        let corpus = try LabelledComplaints(generated: adds, seed: 99)
        var (wall, cpu) = (Samples(), Samples())
        var behind = calls.map { _ in Samples() }
        for (place, item) in corpus.items.enumerated() {
            var complaint = item.complaint
            complaint.number = nil
            let (_, timing) = try Timing.of { try service.store.add(complaint, by: "bench") }
            wall.add(timing.wall * 1000)
            cpu.add(timing.cpu * 1000)
            guard place % 10 == 9 else { continue }
            for call in calls.indices {
                behind[call].add(try Timing.of { try calls[call].body() }.timing.wall * 1000)
            }
        }
        var table = Table("while complaints come in", "p50, ms wall", "p99, ms wall", "p50, ms CPU", "p99, ms CPU")
        table.add(
            ["one intake, checks and all"]
                + [wall.median, wall.percentile(99), cpu.median, cpu.percentile(99)].map { $0.digits(2) })
        for (call, samples) in zip(calls, behind) {
            table.add(call.name, samples.median.digits(2), samples.percentile(99).digits(2), "-", "-")
        }
        table.show()
    }
}

/// The same question had two answers.
private struct ScaleFailure: Error, CustomStringConvertible {
    let first: Int
    let again: Int
    var description: String { "asked again, \(again) came where \(first) had come" }
}
