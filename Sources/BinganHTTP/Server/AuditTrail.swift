import BinganService
import Logging
import Synchronization

/// Gathers who did what and writes it a few times a second: an entry a search must not cost a disk write a search.
final class AuditTrail: Sendable {
    /// More than this many unwritten entries, and requests wait for the writing.
    private static let most = 20_000

    private let service: BinganService
    private let lane: Lane
    private let log: Logger
    private let unwritten = Mutex<[AuditEntry]>([])

    init(service: BinganService, lane: Lane, log: Logger) {
        self.service = service
        self.lane = lane
        self.log = log
    }

    /// - Parameter query: what was asked for; masked for those who see masked data.
    func note(
        _ action: AuditEntry.Action, by identity: Identity, _ context: BinganContext, complaint: Int64? = nil,
        query: String? = nil, rows: Int? = nil
    ) {
        let entry = AuditEntry(
            actor: identity.name, role: identity.role.rawValue, action: action, complaintID: complaint,
            query: query.map { identity.visibility.shown(String($0.prefix(1000))) }, rows: rows,
            requestID: context.requestID)
        let isKept = unwritten.withLock { entries in
            // Beyond this the database can't be written at all; memory stays bounded.
            guard entries.count < Self.most else { return false }
            entries.append(entry)
            return true
        }
        guard !isKept else { return }
        // The log is the only place left; it never has what was asked for.
        log.error(
            "audit: not kept: \(entry.action.rawValue) by token \(identity.tokenID)",
            metadata: ["request": "\(context.requestID)"])
    }

    /// Writes what was gathered. What can't be written stays for the next time.
    func flush() async {
        let entries = unwritten.withLock { entries in
            defer { entries = [] }
            return entries
        }
        guard !entries.isEmpty else { return }
        let service = service
        do {
            try await lane.run { try service.record(entries) }
        } catch {
            unwritten.withLock { $0 = entries + $0.prefix(Self.most) }
            log.error("audit: \(entries.count) entries wait: \(Failure(error).detail)")
        }
    }
}
