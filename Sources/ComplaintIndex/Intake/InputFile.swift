import CZlib
import Foundation

/// A file that can't be read, with the reason.
public struct InputError: Error, Equatable, CustomStringConvertible {
    public let file: String
    public let problem: String

    public var description: String { "\(file): \(problem)" }
}

/// The bytes of a file or of standard input, unpacked when they are gzip, in chunks.
///
/// Used by one thread at a time.
package final class InputFile {
    /// Bytes of the file as it lies on disk; nil for a pipe.
    package let size: Int?
    private let name: String
    private let file: gzFile
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    /// - Parameter path: `-` for standard input.
    package init(path: String) throws {
        name = path == "-" ? "standard input" : path
        var status = stat()
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw InputError(file: name, problem: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw InputError(file: name, problem: "is a directory: name the files in it")
        }
        guard let file = gzdopen(descriptor, "rb") else {
            close(descriptor)
            throw InputError(file: name, problem: "not enough memory to read it")
        }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        gzbuffer(file, 1 << 18)
        self.file = file
    }

    deinit { gzclose(file) }

    /// Bytes of the file on disk that were read so far.
    var position: Int { max(0, Int(gzoffset(file))) }

    /// The next bytes, nil at the end.
    /// - Throws: `InputError` when the disk fails or a gzip file is damaged or cut off.
    package func next() throws -> ArraySlice<UInt8>? {
        let count = gzread(file, &buffer, UInt32(buffer.count))
        if count > 0 { return buffer[..<Int(count)] }
        var code: Int32 = 0
        let message = gzerror(file, &code)
        guard code == Z_OK || code == Z_STREAM_END else {
            let reason = code == Z_ERRNO ? String(cString: strerror(errno)) : message.map(Self.reason) ?? ""
            throw InputError(file: name, problem: "can't be read to its end (\(reason)); what came before is imported")
        }
        return nil
    }

    /// What zlib says, without the name it made up for the descriptor: `<fd:9>: unexpected end of file`.
    private static func reason(_ message: UnsafePointer<CChar>) -> String {
        let text = String(cString: message)
        return text.firstRange(of: ">: ").map { String(text[$0.upperBound...]) } ?? text
    }
}

/// Cuts chunks into lines without holding more than one line.
package struct LineSplitter {
    /// Longer lines are passed over: no complaint is that long.
    static let limit = 4 << 20

    package init() {}

    private var rest: [UInt8] = []
    private var isTooLong = false
    private(set) var line = 0

    /// Calls `body` with each whole line, without its end, and nil for one that is too long.
    package mutating func feed<E: Error>(
        _ chunk: ArraySlice<UInt8>, _ body: (Int, ArraySlice<UInt8>?) throws(E) -> Void
    )
        throws(E)
    {
        var start = chunk.startIndex
        while let end = chunk[start...].firstIndex(of: 0x0A) {
            try take(chunk[start..<end], body)
            start = end + 1
        }
        keep(chunk[start...])
    }

    /// Hands over a last line without an end.
    package mutating func finish<E: Error>(_ body: (Int, ArraySlice<UInt8>?) throws(E) -> Void) throws(E) {
        if !rest.isEmpty || isTooLong { try take([], body) }
    }

    private mutating func take<E: Error>(
        _ piece: ArraySlice<UInt8>, _ body: (Int, ArraySlice<UInt8>?) throws(E) -> Void
    ) throws(E) {
        line += 1
        defer {
            rest.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong || rest.count + piece.count > Self.limit { return try body(line, nil) }
        if rest.isEmpty { return try body(line, Self.trimmed(piece)) }
        rest += piece
        try body(line, Self.trimmed(rest[...]))
    }

    private mutating func keep(_ piece: ArraySlice<UInt8>) {
        if isTooLong { return }
        rest += piece
        guard rest.count > Self.limit else { return }
        isTooLong = true
        rest = []
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.last == 0x0D ? line.dropLast() : line
    }
}
