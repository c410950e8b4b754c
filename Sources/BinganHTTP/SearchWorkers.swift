import Foundation
import Synchronization

/// Threads of their own for work that blocks on SQLite: the event loops and Swift's own threads stay free.
final class SearchWorkers: Sendable {
    /// More would only wait for each other, since a search is CPU work.
    static let threads = max(2, ProcessInfo.processInfo.activeProcessorCount)
    /// Requests that may wait; the next ones are better told at once.
    static let longestQueue = 256

    private let queue: OperationQueue
    private let waiting = Atomic<Int>(0)

    init() {
        queue = OperationQueue()
        queue.name = "bingan.search"
        queue.maxConcurrentOperationCount = Self.threads
    }

    /// Runs `work` on one of the threads.
    ///
    /// - Throws: `Problem.overloaded` when too many wait already; else what `work` throws.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.longestQueue else {
            waiting.subtract(1, ordering: .relaxed)
            throw Problem.overloaded
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }
}
