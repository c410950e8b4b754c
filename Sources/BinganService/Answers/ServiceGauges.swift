import ComplaintIndex
import DuplicateDetection
import Foundation
import GRDB

/// Sizes that a monitoring system watches.
public struct ServiceGauges: Sendable, Equatable {
    public var complaints = 0
    public var unindexed = 0
    public var fileBytes = 0
    public var logBytes = 0
    /// How many complaints have each verdict.
    public var verdicts: [(verdict: String, count: Int)] = []

    public static func == (a: ServiceGauges, b: ServiceGauges) -> Bool {
        a.complaints == b.complaints && a.unindexed == b.unindexed && a.fileBytes == b.fileBytes
            && a.logBytes == b.logBytes && a.verdicts.elementsEqual(b.verdicts, by: ==)
    }
}

extension BinganService {
    /// Passes over the verdicts: some 50 ms for a million.
    public func gauges() throws -> ServiceGauges {
        let attributes = try? FileManager.default.attributesOfItem(atPath: store.path)
        return try store.read { db in
            ServiceGauges(
                complaints: try db.value(named: AccessSQL.lastComplaint) ?? 0,
                unindexed: try db.value(named: AccessSQL.countWaiting) ?? 0,
                fileBytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0, logBytes: store.logSize,
                verdicts: try Row.fetchAll(db.statement(named: AccessSQL.countVerdicts)).map { row in
                    (Verdict(strength: row[0]).rawValue, row[1])
                })
        }
    }
}
