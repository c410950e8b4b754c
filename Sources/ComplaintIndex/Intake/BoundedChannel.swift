import Foundation
import Synchronization

/// Hands values from one thread to another, at most `capacity` of them waiting: what bounds an import's memory.
///
/// `@unchecked Sendable`: every stored property is touched only while `condition` is locked.
package final class BoundedChannel<Element: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var waiting: [Element] = []
    private var isFinished = false
    private var isCancelled = false

    package init(capacity: Int) {
        self.capacity = capacity
    }

    /// Waits for room. False when nobody will take it any more.
    package func send(_ element: Element) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= capacity && !isCancelled { condition.wait() }
        if isCancelled { return false }
        waiting.append(element)
        condition.broadcast()
        return true
    }

    /// Waits for the next value; nil once the sender has finished and all are taken.
    package func receive() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !isFinished { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        defer { condition.broadcast() }
        return waiting.removeFirst()
    }

    /// The sender has no more.
    package func finish() { change { isFinished = true } }

    /// The receiver wants no more.
    package func cancel() { change { isCancelled = true } }

    private func change(_ body: () -> Void) {
        condition.lock()
        body()
        condition.broadcast()
        condition.unlock()
    }
}
