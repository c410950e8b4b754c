import CICU

/// Finding bytes in bytes.
public enum ByteSearch {
    /// Where `needle` begins in `text`, from `start` on; nil where it does not occur, and for an empty needle.
    public static func first(_ needle: [UInt8], in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        guard start < text.count, let base = text.baseAddress else { return nil }
        let place = cicu_find(base + start, Int64(text.count - start), needle, Int64(needle.count))
        return place < 0 ? nil : start + Int(place)
    }
}
