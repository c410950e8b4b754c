import CPageFiles

/// A file of the pages (template, style, script), carried inside the binary.
struct PageFile: Sendable {
    /// The path below Sources/CPageFiles/, such as `assets/pages.css`.
    let name: String
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Every file, ordered by name.
    static let all: [PageFile] = {
        var count = 0
        guard let files = cpagefiles_all(&count) else { return [] }
        return UnsafeBufferPointer(start: files, count: count).map { file in
            PageFile(
                name: String(cString: file.name),
                bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.size)))
        }
    }()
}
