/// Hashes of short runs of units, 32 bits each: a unit is a folded Hanzi or a whole run of letters and digits.
///
/// The same text gives the same hashes on every machine and in every release: they are stored.
package enum Shingle {
    /// The hash of three units side by side; what keys are chosen from.
    @inline(__always)
    static func trigram(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> UInt32 { hash(a, b, c, 0x9E37_79B9_7F4A_7C15) }

    /// The hash of two units side by side; what topics and names are compared by.
    @inline(__always)
    static func bigram(_ a: UInt32, _ b: UInt32) -> UInt32 { hash(a, b, 0, 0xC2B2_AE3D_27D4_EB4F) }

    /// A key of its own kind, so that a phone is never taken for a shingle.
    static func key(_ kind: KeyKind, _ value: UInt64) -> UInt32 {
        hash(
            UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32), kind.rawValue,
            0x1656_67B1_9E37_79F9)
    }

    @inline(__always)
    private static func hash(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ seed: UInt64) -> UInt32 {
        var h = (UInt64(a) ^ seed) &* 0xFF51_AFD7_ED55_8CCD
        h ^= h >> 32
        h = (h ^ UInt64(b)) &* 0xC4CE_B9FE_1A85_EC53
        h ^= h >> 29
        h = (h ^ UInt64(c)) &* 0xFF51_AFD7_ED55_8CCD
        h ^= h >> 32
        return UInt32(truncatingIfNeeded: h ^ h >> 17)
    }

    /// FNV-1a (Fowler, Noll, Vo), 64 bits.
    static func bytes(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// What a key says that two complaints share.
enum KeyKind: UInt32, Sendable {
    case shingle, number, wholeText, nameAndMerchant, personAndMerchant, phoneInText, scopedShingle, numberFrame,
        surnameAndSum, merchantAndSum
}
