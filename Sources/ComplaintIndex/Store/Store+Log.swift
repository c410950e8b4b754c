import Foundation
import GRDB

/// The write-ahead log of a process that answers others.
extension Store {
    /// Pages of the log at which a commit folds it in after all: 64 MiB.
    private static let mostPages = 16_384
    /// The size at which the log is emptied, for which readers must be waited for; and how long, in milliseconds, since
    /// intakes wait meanwhile. Where that is too short, the next time is soon.
    private static let (mostBytes, patienceForReaders) = (256 << 20, 30)

    /// From now on commits don't fold the log into the database; ``foldLogWhenDue()`` must be called often.
    package func keepLogOutOfCommits() throws {
        try writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.mostPages)") }
    }

    /// Writes, and seconds, after which the log is folded in. Seldom, since whoever writes meanwhile waits for it: at ten
    /// intakes a second, four times a second made one in ten wait; often enough for the log to stay short.
    private static let (mostUnfolded, longestUnfolded) = (200, 5.0)

    /// Folds the log where that is due; to be called several times a second.
    package func foldLogWhenDue() throws {
        let now = ProcessInfo.processInfo.systemUptime
        let isDue = folded.withLock { last in
            guard unfolded.load(ordering: .relaxed) >= Self.mostUnfolded || now - last >= Self.longestUnfolded else {
                return false
            }
            last = now
            return true
        }
        if isDue { try foldLog() }
    }

    /// Folds what this process wrote since the last time into the database, without waiting for readers.
    private func foldLog() throws {
        guard unfolded.exchange(0, ordering: .relaxed) > 0 else { return }
        try writeWithoutTransaction { db in
            guard logSize > Self.mostBytes else {
                _ = try db.checkpoint(.passive)
                return
            }
            try db.execute(sql: "PRAGMA busy_timeout = \(Self.patienceForReaders)")
            defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Int(Self.busySeconds * 1000))") }
            do { _ = try db.checkpoint(.truncate) } catch DatabaseError.SQLITE_BUSY {}
        }
    }

    /// Bytes of the log's file, used or not.
    package var logSize: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
