import ComplaintIndex
import Foundation

/// What one query took, in milliseconds: the median of its runs.
struct SearchResult {
    let query: BenchQuery
    /// CPU of the first run: pages are in memory, but nothing is known of the query's terms.
    let first: Double
    let cpu: Double
    /// CPU until the hits' ids and the total are known, before any complaint is read.
    let ranking: Double
    let wall: Double
    let total: Int
    let relaxedTotal: Int
}

/// Runs queries and sums their times up by class.
struct SearchMeter {
    let store: Store
    let repeats: Int

    func measure(_ query: BenchQuery) throws -> SearchResult {
        var request = query.request
        request.deadline = 0
        for _ in 0..<query.pagesBefore { request.cursor = try store.search(request).nextCursor }
        var (answer, first) = try Timing.of { try store.search(request) }
        var (cpu, wall, ranking) = (Samples(), Samples(), Samples())
        for _ in 0..<max(1, repeats) {
            let (found, timing) = try Timing.of { try store.search(request) }
            answer = found
            cpu.add(timing.cpu * 1000)
            wall.add(timing.wall * 1000)
            ranking.add(try Timing.of { try store.rankedIDs(request) }.1.cpu * 1000)
        }
        return SearchResult(
            query: query, first: first.cpu * 1000, cpu: cpu.median, ranking: ranking.median, wall: wall.median,
            total: answer.total, relaxedTotal: answer.relaxedTotal)
    }

    func table(_ results: [SearchResult]) -> Table {
        var table = Table(
            "class", "queries", "rows, median", "CPU ms p50", "p95", "p99", "wall ms p50", "p95", "p99",
            "asked first p50", "p95", "without hits p50", "p95")
        var names: [String] = []
        for result in results where !names.contains(result.query.name) { names.append(result.query.name) }
        for name in names + ["all"] {
            let some = results.filter { name == "all" || $0.query.name == name }
            let (cpu, wall) = (Samples(some.map(\.cpu)), Samples(some.map(\.wall)))
            let (first, ranking) = (Samples(some.map(\.first)), Samples(some.map(\.ranking)))
            let rows = Samples(some.map { Double($0.total + $0.relaxedTotal) }).median
            table.add(
                [name, "\(some.count)", rows.digits(0)]
                    + [cpu, wall].flatMap { samples in [50, 95, 99].map { samples.percentile($0).digits(2) } }
                    + [first, ranking].flatMap { [$0.median.digits(2), $0.percentile(95).digits(2)] })
        }
        return table
    }

    /// The queries that took longest: where to look first.
    func slowest(_ results: [SearchResult], count: Int) -> Table {
        var table = Table("slowest", "class", "rows", "CPU ms", "asked first")
        for result in results.sorted(by: { $0.cpu > $1.cpu }).prefix(count) {
            table.add(
                result.query.request.query, result.query.name, "\(result.total) + \(result.relaxedTotal)",
                result.cpu.digits(2), result.first.digits(2))
        }
        return table
    }

    /// Single Hanzi by how common they are, with nanoseconds a posting.
    func hanziBands(_ results: [SearchResult]) -> Table? {
        let hanzi = results.filter { $0.query.name == "one Hanzi" }
        guard !hanzi.isEmpty else { return nil }
        var table = Table("one Hanzi in rows", "queries", "CPU ms, median", "largest", "ns a posting")
        for (low, high) in [(0, 1_000), (1_000, 10_000), (10_000, 100_000), (100_000, Int.max)] {
            let some = hanzi.filter { low <= $0.total && $0.total < high }
            guard !some.isEmpty else { continue }
            let cpu = Samples(some.map(\.cpu))
            let each = some.map(\.cpu).reduce(0, +) * 1e6 / Double(max(1, some.reduce(0) { $0 + $1.total }))
            table.add(
                high == .max ? "\(low) and more" : "\(low) to \(high)", "\(some.count)", cpu.median.digits(2),
                cpu.percentile(100).digits(2), each.digits(1))
        }
        return table
    }
}
