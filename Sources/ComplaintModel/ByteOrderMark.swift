/// The three bytes EF BB BF that some programs, Excel among them, put before UTF-8.
public enum ByteOrderMark {
    public static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The start of a file without the mark, if there is one.
    public static func skip(_ start: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        start.starts(with: bytes) ? start.dropFirst(bytes.count) : start
    }
}
