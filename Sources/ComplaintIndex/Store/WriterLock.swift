import Foundation

/// One process writes at a time: an flock on a file beside the database, which the kernel releases however the process
/// ends, kill -9 included.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// Waits up to `patience` seconds for another writer to finish, telling `waiting` once.
    init(path: String, patience: Double, waiting: (@Sendable (String) -> Void)?) throws {
        descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.readOnly(path: path, problem: String(cString: strerror(errno)))
        }
        let end = Date().addingTimeInterval(patience)
        var told = false
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, Date() < end else {
                close(descriptor)
                throw StoreError.busy(path: path)
            }
            if !told { waiting?("another process is writing to \(path): waiting for it to finish") }
            told = true
            usleep(50_000)
        }
    }

    deinit { close(descriptor) }
}
