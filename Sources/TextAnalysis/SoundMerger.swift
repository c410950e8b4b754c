/// What the middle Yangtze does not tell apart: n and l, zh and z, ch and c, sh and s, -ng and -n.
public enum SoundMerger {
    /// The syllable that stands for all that sound like it: `zhang` and `zang` are `zan`.
    public static func merged(_ syllable: String) -> String {
        var letters = Array(syllable.utf8)
        if letters.first == UInt8(ascii: "n"), letters.count > 1 { letters[0] = UInt8(ascii: "l") }
        if letters.count > 2, letters[1] == UInt8(ascii: "h"), [UInt8(ascii: "z"), 0x63, 0x73].contains(letters[0]) {
            letters.remove(at: 1)
        }
        if letters.count > 2, letters.suffix(2) == [UInt8(ascii: "n"), UInt8(ascii: "g")] { letters.removeLast() }
        return String(decoding: letters, as: UTF8.self)
    }

    /// A number for the merged syllable: FNV-1a, 32 bits.
    public static func code(_ syllable: String) -> UInt32 {
        merged(syllable).utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
