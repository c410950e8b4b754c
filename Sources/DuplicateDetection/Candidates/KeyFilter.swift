/// Which keys may be stored at all: most of a complaint's rare shingles are not, and need no look-up then.
///
/// One bit for 2^27 values of a key's lower bits: 16 MB, 14% of absent keys pass with 20 million stored (a Bloom filter of
/// one hash, Bloom 1970; the keys are hashes).
struct KeyFilter {
    private static let bits: UInt32 = 27
    private var words = [UInt64](repeating: 0, count: 1 << Int(bits - 6))

    mutating func insert(_ key: UInt32) {
        let place = key & (1 << Self.bits - 1)
        words[Int(place >> 6)] |= 1 << UInt64(place & 63)
    }

    func mayHold(_ key: UInt32) -> Bool {
        let place = key & (1 << Self.bits - 1)
        return words[Int(place >> 6)] >> UInt64(place & 63) & 1 == 1
    }
}
