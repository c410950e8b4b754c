extension String {
    /// The text of these bytes; nil when they are not UTF-8.
    ///
    /// The same as `String(validating:as:)`, which is not specialised for slices and shows in an import.
    init?(strictUTF8 bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        // Decoding puts U+FFFD in the place of what is wrong, and so changes bytes just when something is.
        guard text.utf8.count == bytes.count, text.utf8.elementsEqual(bytes) else { return nil }
        self = text
    }
}
