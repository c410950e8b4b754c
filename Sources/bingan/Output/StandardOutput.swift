import Foundation
import Synchronization

/// Where results go. Commands write from one task at a time.
final class StandardOutput: Sendable {
    static let shared = StandardOutput()

    private let sink = Mutex(ByteSink(descriptor: STDOUT_FILENO, name: "stdout"))

    func write(_ bytes: [UInt8]) throws(OutputError) {
        try sink.withLock { sink throws(OutputError) in try sink.write(bytes) }
    }

    func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }

    /// One line; the line end is added.
    func line(_ text: String) throws(OutputError) { try write(text + "\n") }

    /// One line of JSON.
    func line(_ bytes: [UInt8]) throws(OutputError) { try write(bytes + [0x0A]) }

    func flush() throws(OutputError) { try sink.withLock { sink throws(OutputError) in try sink.flush() } }
}

/// Where messages and progress go; what can't be written there is lost, since there is nowhere left to tell it.
enum StandardError {
    static func write(_ text: String, end: String = "\n") {
        Array((text + end).utf8).withUnsafeBytes { _ = Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
