import BinganService
import Logging
import ServiceLifecycle

/// What a server does beside answering: makes ready for the first questions, writes the audit, folds the write-ahead log
/// into the database while nobody writes, forgets old keys, gives memory back.
struct Housekeeping: Service {
    let backend: Backend

    private static let pause = Duration.milliseconds(250)
    private static let hour = 14_400  // pauses
    private static let quarterMinute = 60

    func run() async throws {
        async let warming: Void = warm()
        var rounds = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            try? await Task.sleep(for: Self.pause)
            await backend.audit.flush()
            await foldLog()
            rounds += 1
            if rounds % Self.hour == 1 { await forgetOldKeys() }
            if rounds % Self.quarterMinute == 0 { await giveMemoryBack() }
        }
        await warming
    }

    /// So that nobody's question is the first. What can't be read then is told to the one who asks.
    private func warm() async {
        let service = backend.service
        _ = try? await backend.lanes.check.run { try service.warmChecks() }
        _ = try? await backend.lanes.bulk.run { try service.warmLists() }
        _ = try? await backend.lanes.bulk.run { try service.warmSearches(within: .seconds(2)) }
        await giveMemoryBack()
    }

    /// The log is folded in here and not in a commit, which would make one intake in many wait for it. It runs on the
    /// writer's own connection, since a checkpoint beside a write of another connection can corrupt (SQLite < 3.51.3).
    private func foldLog() async {
        guard backend.lanes.write.waiting == 0 else { return }
        let service = backend.service
        _ = try? await backend.lanes.write.run { try service.store.foldLogWhenDue() }
    }

    private func forgetOldKeys() async {
        let service = backend.service
        _ = try? await backend.lanes.write.run { try service.forgetOldKeys() }
    }

    /// Lists of postings come and go by the megabyte on every thread, and glibc keeps what was freed for each thread apart:
    /// a quarter of a process that answered 200 requests a second for ten minutes.
    private func giveMemoryBack() async {
        let service = backend.service
        // Not on a lane that stands back: whoever allocates meanwhile waits for it.
        _ = try? await backend.lanes.check.run { service.giveMemoryBack() }
    }
}
