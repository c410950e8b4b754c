import Foundation

/// Bytes on their way into a file descriptor, gathered so that a line isn't a system call.
final class ByteSink {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private static let bufferSize = 64 << 10

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
        buffer.reserveCapacity(Self.bufferSize + 4096)
    }

    /// A new file, or an old one emptied; nobody else may read it, since exports hold personal data.
    ///
    /// - Throws: `OutputError`.
    convenience init(path: String) throws(OutputError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(name: path, code: errno) }
        self.init(descriptor: descriptor, name: path)
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }

    /// Hands all that was gathered to the system.
    func flush() throws(OutputError) {
        var start = 0
        defer { buffer.removeAll(keepingCapacity: true) }
        while start < buffer.count {
            let written = buffer[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                throw OutputError(name: name, code: errno)
            }
            start += written
        }
    }

    /// Flushes and closes; only then is it sure that everything was taken.
    func close() throws(OutputError) {
        try flush()
        guard Foundation.close(descriptor) == 0 else { throw OutputError(name: name, code: errno) }
    }
}

/// A result that can't be written.
struct OutputError: Error {
    let name: String
    /// The system's `errno`.
    let code: Int32

    /// Whether the reader has gone, as `head` does: it has what it wanted.
    var isClosedPipe: Bool { code == EPIPE }

    /// What to tell; nothing of a closed pipe.
    var line: String? {
        guard !isClosedPipe else { return nil }
        return "\(name): can't be written: \(String(cString: strerror(code))); free room or name another file"
    }
}
