import BinganService
import Foundation
import Hummingbird

/// What a monitoring system reads.
struct MetricsRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/metrics", .search) { try await metrics($0) }]
    }

    private func metrics(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let service = backend.service
        let gauges = try await backend.lanes.bulk.run { try service.gauges() }
        var text = PrometheusText()
        backend.metrics.write(into: &text)
        text.family("bingan_lane_waiting", "gauge", "Requests that wait for a worker.") { family in
            for lane in backend.lanes.all { family.sample([("lane", lane.name)], Double(lane.waiting)) }
        }
        text.gauge("bingan_complaints", "Complaints stored.", Double(gauges.complaints))
        text.gauge("bingan_complaints_unindexed", "Complaints that wait for reindex.", Double(gauges.unindexed))
        text.gauge("bingan_database_bytes", "Size of the database file.", Double(gauges.fileBytes))
        text.gauge("bingan_log_bytes", "Size of the write-ahead log.", Double(gauges.logBytes))
        text.gauge("bingan_resident_bytes", "Memory of the process.", Double(ProcessMemory.resident))
        text.family("bingan_verdicts_total", "gauge", "Stored complaints by their verdict.") { family in
            for (verdict, count) in gauges.verdicts { family.sample([("verdict", verdict)], Double(count)) }
        }
        return .bytes(Array(text.text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}

/// What the kernel says of this process.
enum ProcessMemory {
    /// Bytes in memory, from /proc; 0 where there is none.
    static var resident: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
