import ArgumentParser
import BinganService
import ComplaintIndex
import Foundation

/// Which database is meant; may stand before the command or after it.
struct DatabaseOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: "The database; otherwise $BINGAN_DB, otherwise Index/bingan.sqlite.")
    var path: String?

    /// The database's path.
    var chosen: String {
        let named = path ?? ProcessInfo.processInfo.environment["BINGAN_DB"]
        return named.flatMap { $0.isEmpty ? nil : $0 } ?? "Index/bingan.sqlite"
    }

    /// Opens the database; what its user should know goes to stderr.
    func open(_ access: Store.Access) throws -> BinganService {
        let service = try BinganService(path: chosen, access: access) { StandardError.write("bingan: \($0)") }
        for warning in service.store.warnings { StandardError.write("bingan: warning: \(warning)") }
        return service
    }

    /// Keeps for the audit what was taken out or shown in clear. Who may read the database's file may read all of it
    /// anyway, so where it can't be written, that is only told.
    func note(_ action: AuditEntry.Action, complaint: Int64? = nil, query: String? = nil, rows: Int? = nil) {
        let entry = AuditEntry(
            actor: Self.author, role: "cli", action: action, complaintID: complaint, query: query, rows: rows)
        do {
            // Without the stages of intake, whose dictionaries an entry doesn't need.
            try BinganService(store: try Store(path: chosen, access: .write)).record([entry])
        } catch {
            StandardError.write("bingan: note: not in the audit: \(Failure(error).detail)")
        }
    }

    /// Who changes complaints, as the history names them.
    static var author: String {
        let user = ProcessInfo.processInfo.userName
        return user.isEmpty ? "cli" : "cli:\(user)"
    }
}
