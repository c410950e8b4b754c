import CICU

/// How Hanzi sound, by ICU's Han-Latin transliterator: toneless, lower-case ASCII (退款 = tui kuan). ICU knows one
/// reading a character, which is enough to suggest what a slip of the keyboard meant, and no more.
public enum Reading {
    /// Nil for what has no reading. The first call takes some 40 ms.
    public static func of(_ hanzi: Unicode.Scalar) -> String? {
        var out = [CChar](repeating: 0, count: 16)
        let length = cicu_reading(hanzi.value, &out, 16)
        guard length > 0 else { return nil }
        return String(decoding: out.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
