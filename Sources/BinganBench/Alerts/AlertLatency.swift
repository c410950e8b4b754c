import ComplaintIndex
import Foundation
import MerchantClusters

/// How long the alerts of a database take: the first time, again, and for a day that was not asked for yet.
enum AlertLatency {
    private static let rounds = 20

    static func run(_ path: String) throws {
        let store = try Store(path: path, access: .read)
        let rows = try store.read { db in try store.rowFacts(db).capacity - 1 }
        BenchHeader(
            question: "How long does a list of alerts take?", corpus: "\(path): \(rows) complaints",
            floor: "columns and links read into memory, nothing counted"
        ).show()
        var table = Table("call", "ms wall", "ms CPU", "alerts")
        let fresh = try Store(path: path, access: .read)
        let (_, floor) = try Timing.of { try fresh.read { db in (try fresh.rowFacts(db), try fresh.links(db)) } }
        table.add("columns and links", (floor.wall * 1000).digits(1), (floor.cpu * 1000).digits(1), "-")
        let reader = AlertReader(fresh, AlertCache())
        var request = AlertRequest()
        let (first, timing) = try Timing.of { try reader.list(request) }
        table.add("first", (timing.wall * 1000).digits(1), (timing.cpu * 1000).digits(1), "\(first.alerts.count)")
        var (wall, cpu) = (Samples(), Samples())
        for _ in 0..<rounds {
            let (again, timing) = try Timing.of { try reader.list(request) }
            guard again.alerts == first.alerts else { throw CocoaError(.coderInvalidValue) }
            wall.add(timing.wall * 1000)
            cpu.add(timing.cpu * 1000)
        }
        table.add("again, median", wall.median.digits(2), cpu.median.digits(2), "\(first.alerts.count)")
        (wall, cpu) = (Samples(), Samples())
        var count = 0
        for back in 1...5 as ClosedRange<Int32> {
            request.asOf = .init(daysSince1970: first.asOf.daysSince1970 - back)
            let (other, timing) = try Timing.of { try reader.list(request) }
            count += other.alerts.count
            wall.add(timing.wall * 1000)
            cpu.add(timing.cpu * 1000)
        }
        table.add("another day, median", wall.median.digits(1), cpu.median.digits(1), "\(count)")
        table.show()
        try fresh.close()
        try store.close()
    }
}
