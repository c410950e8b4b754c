import Foundation
import Synchronization

/// One process writes and checkpoints at a time: three bytes of a file beside the database, locked as Linux's open file
/// description locks are, so that the kernel releases them however the process ends, kill -9 included.
///
/// The lock is held for a transaction, not for a process's life: a service and a command write in turns. Who waits holds
/// the turn, so that the next transaction is its own and a long import cannot keep others out.
final class WriterLock: Sendable {
    /// Bytes of the lock file, and what each is for.
    private enum Part: Int64 {
        case writer = 0
        case turn = 1
        /// Shared by all who have the database open for writing; who replaces the file needs it alone.
        case users = 2
    }

    private let path: String
    private let descriptor: Int32
    private let patience: Double
    private let waiting: (@Sendable (String) -> Void)?
    /// How often the lock was taken by this process and not yet given back; calls may nest.
    private let depth = Mutex(0)

    /// - Parameters:
    ///   - patience: seconds to wait for another writer.
    ///   - waiting: told once each time that another one has to be waited for.
    init(path: String, patience: Double, waiting: (@Sendable (String) -> Void)?) throws {
        self.path = path
        self.patience = patience
        self.waiting = waiting
        descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.readOnly(path: path, problem: String(cString: strerror(errno)))
        }
    }

    deinit { close(descriptor) }

    /// Runs `body` while no other process writes.
    /// - Throws: `StoreError.busy` when others write for longer than the patience; what `body` throws.
    func hold<T>(_ body: () throws -> T) throws -> T {
        try take()
        defer { giveBack() }
        return try body()
    }

    /// Says that this process has the database open, until the lock is gone.
    /// - Throws: `StoreError.busy` while somebody replaces the file.
    func beUser() throws {
        guard set(.users, F_RDLCK) else { throw StoreError.busy(path: path) }
    }

    /// Takes back what `beUser` said.
    func leave() { _ = set(.users, F_UNLCK) }

    /// - Throws: `StoreError.inUse` when another process has the database open for writing.
    func beOnlyUser() throws {
        guard set(.users, F_WRLCK) else { throw StoreError.inUse(path: path) }
    }

    /// Whether another process waits for its turn.
    var isWanted: Bool {
        guard set(.turn, F_WRLCK) else { return true }
        _ = set(.turn, F_UNLCK)
        return false
    }

    private func take() throws {
        try depth.withLock { depth in
            if depth == 0 {
                let end = Date().addingTimeInterval(patience)
                var told = false
                try wait(for: .turn, until: end, &told)
                defer { _ = set(.turn, F_UNLCK) }
                try wait(for: .writer, until: end, &told)
            }
            depth += 1
        }
    }

    private func giveBack() {
        depth.withLock { depth in
            depth -= 1
            if depth == 0 { _ = set(.writer, F_UNLCK) }
        }
    }

    private func wait(for part: Part, until end: Date, _ told: inout Bool) throws {
        var pause: useconds_t = 500
        while !set(part, F_WRLCK) {
            guard Date() < end else { throw StoreError.busy(path: path) }
            // An ordinary turn is over in a moment; only a longer one is worth a word.
            if !told && pause > 40_000 {
                waiting?("another process is writing to \(path): waiting for its turn to end")
                told = true
            }
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
    }

    /// `F_OFD_SETLK` of fcntl(2), which Glibc's module doesn't name.
    private static let setLock: Int32 = 37

    private func set(_ part: Part, _ type: some BinaryInteger) -> Bool {
        var range = flock()
        range.l_type = Int16(type)
        range.l_whence = Int16(SEEK_SET)
        range.l_start = off_t(part.rawValue)
        range.l_len = 1
        return fcntl(descriptor, Self.setLock, &range) == 0
    }
}
