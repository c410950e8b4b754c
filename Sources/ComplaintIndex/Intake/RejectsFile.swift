import ComplaintModel
import Foundation

/// Where lines go that can't be stored, with what is wrong and the line itself, so that nothing is lost: JSON Lines of
/// `{"file","line","field","rule","detail","record"}` (`record_base64` for what is not UTF-8). Readable by its owner only.
final class RejectsFile {
    let path: String
    private var handle: FileHandle?

    /// Nothing is written, and an older file stays, until the first reject.
    init(path: String) {
        self.path = path
    }

    /// - Throws: `InputError` when the file can't be written.
    func append(_ error: RecordError, record: [UInt8], of file: String) throws {
        var line = JSONObjectWriter.bytes { object in
            object.field("file", file)
            object.field("line", error.line)
            object.field("field", error.field.isEmpty ? "line" : error.field)
            object.field("rule", error.rule)
            object.field("detail", error.detail)
            if let text = String(validating: record, as: UTF8.self) {
                object.field("record", text)
            } else {
                object.field("record_base64", Data(record).base64EncodedString())
            }
        }
        line.append(0x0A)
        do {
            try opened().write(contentsOf: Data(line))
        } catch let error as InputError {
            throw error
        } catch {
            throw InputError(file: path, problem: "rejects can't be written there; name another file with --rejects")
        }
    }

    private func opened() throws -> FileHandle {
        if let handle { return handle }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw InputError(
                file: path, problem: "rejects can't be written there (\(String(cString: strerror(errno))))")
        }
        let made = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        handle = made
        return made
    }
}
