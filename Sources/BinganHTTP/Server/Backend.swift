import BinganService
import Logging

/// What every route works with.
struct Backend: Sendable {
    let service: BinganService
    let lanes: Lanes
    let gate: Gate
    let audit: AuditTrail
    let metrics = RequestMetrics()
    let log: Logger

    init(service: BinganService, log: Logger) {
        self.service = service
        self.log = log
        lanes = Lanes()
        gate = Gate(service: service, lanes: lanes)
        audit = AuditTrail(service: service, lane: lanes.write, log: log)
    }
}
