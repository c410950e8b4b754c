import GRDB
import TextAnalysis

/// Why the database can't be used, with what to do next.
public enum StoreError: Error, CustomStringConvertible {
    case missing(path: String)
    case notAnIndex(path: String, problem: String)
    case newerSchema(path: String)
    case noRoom(path: String)
    case readOnly(path: String, problem: String)
    case busy(path: String)
    case damaged(path: String, problem: String)
    case analyzerMismatch(built: AnalyzerVersion, running: AnalyzerVersion)
    case exists(path: String)
    case inUse(path: String)

    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): no such database; `bingan import FILE` makes one, or name another with --db"
        case .notAnIndex(let path, let problem):
            "\(path): not a Bingan index (\(problem)); name another with --db"
        case .newerSchema(let path):
            "\(path): made by a newer Bingan; use that version, or `restore` a backup made by this one"
        case .noRoom(let path):
            "\(path): no room left on the disk; free some and repeat the command: what was stored stays, nothing is stored twice"
        case .readOnly(let path, let problem): "\(path): can't be written (\(problem)); check its owner and permissions"
        case .busy(let path):
            "\(path): another process is writing to it; wait for it to finish and repeat the command"
        case .damaged(let path, let problem):
            "\(path): damaged (\(problem)); run `bingan verify`, then `bingan reindex`, or `bingan restore` a backup"
        case .analyzerMismatch(let built, let running):
            "the index was built with \(built), this program has \(running): run `bingan reindex`"
        case .inUse(let path):
            "\(path): a service or another command has it open; stop it and repeat the command"
        case .exists(let path): "\(path): already exists; name another file or remove it first"
        }
    }

    /// What SQLite's error means to a user; nil when it says nothing of the database itself.
    public static func from(_ error: any Error, path: String) -> StoreError? {
        if let error = error as? StoreError { return error }
        guard let error = error as? DatabaseError else { return nil }
        let problem = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR: return .noRoom(path: path)
        case .SQLITE_NOTADB: return .notAnIndex(path: path, problem: problem)
        case .SQLITE_CORRUPT: return .damaged(path: path, problem: problem)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: return .readOnly(path: path, problem: problem)
        default: return .damaged(path: path, problem: problem)
        }
    }
}
