import CIndexFiles

/// A file of Index/, carried inside the binary.
///
/// `@unchecked Sendable`: `bytes` point at constants of the binary, which nobody changes or frees.
public struct IndexFile: @unchecked Sendable {
    /// The path below Index/, such as `words.tsv`.
    public let name: String
    public let bytes: UnsafeBufferPointer<UInt8>

    /// The bytes as text, decoded at each call.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Every file, ordered by name.
    public static let all: [IndexFile] = {
        var count = 0
        guard let files = cindexfiles_all(&count) else { return [] }
        return UnsafeBufferPointer(start: files, count: count).map { file in
            IndexFile(
                name: String(cString: file.name), bytes: UnsafeBufferPointer(start: file.bytes, count: file.size))
        }
    }()

    /// The file called `name`.
    /// - Throws: `DictionaryError.missing`, which only a broken build can cause.
    public static func named(_ name: String) throws(DictionaryError) -> IndexFile {
        guard let file = all.first(where: { $0.name == name }) else { throw .missing(name) }
        return file
    }
}
