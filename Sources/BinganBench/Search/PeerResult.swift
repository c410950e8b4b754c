import ComplaintModel
import Foundation

/// The result file that ../shared/peers/report.py joins with the other engines'.
struct PeerResult {
    let facts: IndexFacts
    let work: String

    func write(_ results: [SearchResult]) throws {
        let peers = results.filter(\.query.isPeers)
        guard !peers.isEmpty else { return }
        let queries: [[String: Any]] = peers.map { result in
            [
                "class": result.query.name, "ms": result.cpu, "wall": result.wall, "hits": result.total,
                "truth": result.query.truth ?? 0,
            ]
        }
        let object: [String: Any] = [
            "peer": "bingan", "rows": facts.rows, "text_bytes": facts.textBytes, "index_s": max(facts.cpu, 1e-3),
            "index_wall_s": facts.wall, "merge_s": 0, "index_bytes": max(0, facts.indexBytes - facts.textBytes),
            "build_mb": facts.peakMegabytes, "query_mb": Memory.now.anonymous,
            "queries": ["ranked top 20 + exact count": queries],
        ]
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        try data.write(to: URL(fileURLWithPath: work + "/result-bingan.json"))
    }
}
