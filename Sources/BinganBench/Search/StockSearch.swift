import ComplaintIndex
import Foundation
import GRDB
import TextAnalysis

/// FTS5 as it comes, over the same words and pairs of Hanzi, asked the peers' queries: what counting alone costs, and what
/// `ORDER BY rank` does.
struct StockSearch {
    let work: String
    let rows: Int

    /// Beside Bingan's own times of the same run, by class.
    func table(_ results: [SearchResult]) throws -> Table {
        let queue = try queue()
        var table = Table(
            "class", "queries", "count(*) p50", "p95", "ORDER BY rank p50", "p95", "Bingan p50", "p95", "rank : Bingan")
        for (name, some) in Dictionary(grouping: results.filter(\.query.isPeers), by: \.query.name).sorted(by: {
            $0.key < $1.key
        }) {
            let bingan = Samples(some.map(\.cpu))
            let count = try Samples(some.map { try Self.milliseconds(BenchSQL.stockCount, $0.query, queue) })
            let ranked = try Samples(some.map { try Self.milliseconds(BenchSQL.stockRanked, $0.query, queue) })
            table.add(
                [name, "\(some.count)"]
                    + [count, ranked, bingan].flatMap { [$0.median.digits(2), $0.percentile(95).digits(2)] }
                    + [(ranked.median / bingan.median).digits(1)])
        }
        try queue.close()
        return table
    }

    /// CPU of the second run.
    private static func milliseconds(_ sql: BenchSQL, _ query: BenchQuery, _ queue: DatabaseQueue) throws -> Double {
        let match = pattern(query)
        func run() throws {
            _ = try queue.read { db in try Int.fetchAll(db.statement(named: sql), arguments: [match]) }
        }
        try run()
        return try Timing.of { try run() }.timing.cpu * 1000
    }

    /// A word is the phrase of its pairs, as the peers read it.
    private static func pattern(_ query: BenchQuery) -> String {
        query.terms.map { term in
            let characters = Array(term)
            guard characters.count > 1 else { return "\"\(term)\"" }
            return "\""
                + characters.indices.dropLast().map { "#\(characters[$0])\(characters[$0 + 1])" }.joined(separator: " ")
                + "\""
        }.joined(separator: query.isOr ? " OR " : " AND ")
    }

    /// The table, made once and used again.
    private func queue() throws -> DatabaseQueue {
        let path = work + "/stock-\(rows).sqlite"
        let isMade = FileManager.default.fileExists(atPath: path)
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA mmap_size = 8589934592")
        }
        let queue = try DatabaseQueue(path: path + (isMade ? "" : ".part"), configuration: configuration)
        if isMade { return queue }
        try fill(queue)
        try queue.close()
        try FileManager.default.moveItem(atPath: path + ".part", toPath: path)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private func fill(_ queue: DatabaseQueue) throws {
        let analyzer = try Analyzer()
        try queue.write { db in
            try db.execute(sql: BenchSQL.stock.text)
            var id = 0
            try DataOptions.forEachLine(of: work + "/rows.txt") { line in
                guard id < rows else { return }
                id += 1
                let analysis = try line.withUnsafeBytes { try analyzer.analyze($0, .sequence) }
                let tokens = analysis.tokens.compactMap { token in
                    switch token.termClass {
                    case .word: analysis.termText(of: token)
                    case .bigram: "#" + analysis.termText(of: token)
                    case .hanzi: nil
                    }
                }
                try db.run(named: BenchSQL.insertStock, [id, tokens.joined(separator: " ")])
            }
        }
        try queue.write { db in try db.run(named: BenchSQL.optimizeStock) }
    }
}
