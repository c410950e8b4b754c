import ArgumentParser
import Foundation

/// A file that takes bytes by the chunk.
struct ByteSink {
    /// Worth a write.
    static let chunk = 1 << 18

    private let handle: FileHandle

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    /// Makes `path`, or empties it.
    init(creating path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw ValidationError("Cannot write \(path): check that its folder exists and is yours to write.") }
        handle = file
    }

    /// Writes `bytes` and empties them.
    func take(_ bytes: inout [UInt8]) throws {
        try handle.write(contentsOf: bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
