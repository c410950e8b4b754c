import ArgumentParser
import ComplaintIndex
import Foundation

/// Latencies of a running server under a steady mix, and what it does at many times as much.
struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send a running server searches, checks and intakes at a fixed rate.",
        discussion: "The server runs on this machine; its memory is read from /proc when --pid is given.")

    @Option(help: "The server's port.") var port: UInt16 = 8315
    @Option(help: "A token of role admin; none while the server has none.") var token = ""
    @Option(help: "Requests a second.") var rate = 200.0
    @Option(help: "Seconds.") var seconds = 60.0
    @Option(help: "Connections; requests that find none free start late and are charged for it.") var connections = 64
    @Option(help: "What decides the mix.") var seed: UInt64 = 77
    @Option(help: "The server's process.") var pid: Int32?
    @Option(help: "The server's database, in which every intake that was answered well is looked for.") var db: String?

    func run() throws {
        BenchHeader(
            question:
                "how long does a client wait, from when its request was due, at \(rate.digits(0)) requests a second?",
            corpus: "generated complaints, seed \(seed): 80% searches, 15% checks, 5% intakes",
            floor: "/healthz on the same connections, before"
        ).show()
        var mix = try LoadMix(token: token, count: 5000, seed: seed)
        let requests = mix.requests(Int(rate * seconds))
        let healthz = Array("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        let floor = LoadRun(
            (0..<200).map { _ in LoadMix.Request(kind: .search, bytes: healthz) }, rate: 100, port: port
        ).run(connections: 4)
        let before = memory
        let outcomes = LoadRun(requests, rate: rate, port: port).run(connections: connections)
        show(outcomes, floor: floor)
        showStalls(outcomes)
        if let before, let after = memory { print("memory     \(before) before, \(after) after") }
        if let db { try lookFor(outcomes, in: db) }
    }

    private func show(_ outcomes: [LoadRun.Outcome], floor: [LoadRun.Outcome]) {
        var table = Table("request", "sent", "answered", "429", "5xx", "other", "p50 ms", "p90", "p99", "longest")
        table.add(row("/healthz", floor))
        for kind in LoadMix.Kind.allCases { table.add(row(kind.rawValue, outcomes.filter { $0.kind == kind })) }
        table.add(row("all", outcomes))
        table.show()
    }

    /// The seconds in which requests waited long: a queue behind one hindrance is many of them in one second.
    private func showStalls(_ outcomes: [LoadRun.Outcome]) {
        let bound = 100.0
        let seconds = Dictionary(grouping: outcomes.filter { $0.milliseconds > bound }) { Int($0.due) }
        let worst = seconds.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }.prefix(10)
        guard !worst.isEmpty else { return }
        print("\nseconds with requests over \(bound.digits(0)) ms, the worst of \(seconds.count):")
        for (second, slow) in worst.sorted(by: { $0.key < $1.key }) {
            let longest = slow.map(\.milliseconds).max() ?? 0
            print("second \(second): \(slow.count) requests, \(longest.digits(0)) ms at most")
        }
        print("")
    }

    private func row(_ name: String, _ outcomes: [LoadRun.Outcome]) -> [String] {
        let good = outcomes.filter { (200..<300).contains($0.status) }
        let times = Samples(good.map(\.milliseconds))
        let (refused, faults) = (outcomes.count { $0.status == 429 }, outcomes.count { $0.status >= 500 })
        return [
            name, "\(outcomes.count)", "\(good.count)", "\(refused)", "\(faults)",
            "\(outcomes.count - good.count - refused - faults)", times.median.digits(1), times.percentile(90).digits(1),
            times.percentile(99).digits(1), times.percentile(100).digits(1),
        ]
    }

    /// Memory of the server: its own, and mapped files, which the kernel takes back when it needs to.
    private var memory: String? {
        guard let pid, let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else {
            return nil
        }
        func megabytes(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
            return (line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
        }
        return "\(megabytes("RssAnon:")) MB and \(megabytes("RssFile:")) MB of files"
    }

    private func lookFor(_ outcomes: [LoadRun.Outcome], in path: String) throws {
        let store = try Store(path: path, access: .read)
        let numbers = outcomes.filter { (200..<300).contains($0.status) }.compactMap(\.number)
        let lost = try numbers.count { try store.complaint(number: $0) == nil }
        print("intakes    \(numbers.count) acknowledged, \(lost) of them not in the database")
        if lost > 0 { throw ExitCode(1) }
    }
}
