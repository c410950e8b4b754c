import ComplaintModel

/// What filters, facets, sorting and ranking need of one complaint, in 32 bytes.
///
/// On disk, little-endian: received minute u32 | second u8, kind u8, channel u8, status u8 | merchant u32 |
/// category u16, district u16 | amount in cents u64 | words u16, bigrams u16, Hanzi u16 | flags u16.
/// All ones mean "none"; lengths stop at 65,535, which ranks such a text as it would a longer one. The upper 14 bits of
/// the flags count the words of the text itself, up to 16,383; records of older versions have none there.
struct ColumnRecord: Equatable, Sendable {
    static let size = 32
    /// Minutes are counted from 1900-01-01T00:00:00Z, the first year a time may name.
    static let epoch: Int64 = -2_208_988_800
    static let none16 = UInt16.max
    /// A category or district beyond the codes' room: such rows are told apart by their text.
    static let overflow16 = UInt16.max - 1
    static let none32 = UInt32.max
    static let none64 = UInt64.max

    var receivedMinute: UInt32 = none32
    var receivedSecond: UInt8 = 0
    var kind: UInt8 = 0
    var channel: UInt8 = 0
    var status: UInt8 = 0
    var merchant: UInt32 = none32
    var category: UInt16 = none16
    var district: UInt16 = none16
    var amount: UInt64 = none64
    var words: UInt16 = 0
    var bigrams: UInt16 = 0
    var hanzi: UInt16 = 0
    var flags: UInt16 = 0

    /// Set on every stored row: a record of zeros is a hole.
    static let present: UInt16 = 1
    /// Set while the full-text tables hold the row.
    static let indexed: UInt16 = 2

    /// The field text has a word at each position below this, if not at more.
    var textWords: Int {
        get { Self.textWords(flags) }
        set { flags = flags & 3 | UInt16(min(newValue, Int(UInt16.max >> Self.textWordsShift))) << Self.textWordsShift }
    }
    static func textWords(_ flags: UInt16) -> Int { Int(flags >> textWordsShift) }
    private static let textWordsShift: UInt16 = 2

    var receivedAt: Int64? { Self.seconds(receivedMinute, receivedSecond) }

    /// Seconds since 1970; nil for none.
    static func seconds(_ minute: UInt32, _ second: UInt8) -> Int64? {
        minute == none32 ? nil : epoch + Int64(minute) * 60 + Int64(second)
    }

    /// Nil for none.
    static func cents(_ amount: UInt64) -> Int64? { amount == none64 ? nil : Int64(clamping: amount) }

    mutating func setReceivedAt(_ seconds: Int64?) {
        guard let seconds, seconds >= Self.epoch else {
            receivedMinute = Self.none32
            receivedSecond = 0
            return
        }
        let (minute, second) = (seconds - Self.epoch).quotientAndRemainder(dividingBy: 60)
        receivedMinute = UInt32(clamping: minute)
        receivedSecond = UInt8(clamping: second)
    }

    func write(to raw: UnsafeMutableRawBufferPointer) {
        raw.storeBytes(of: receivedMinute.littleEndian, toByteOffset: 0, as: UInt32.self)
        raw.storeBytes(of: receivedSecond, toByteOffset: 4, as: UInt8.self)
        raw.storeBytes(of: kind, toByteOffset: 5, as: UInt8.self)
        raw.storeBytes(of: channel, toByteOffset: 6, as: UInt8.self)
        raw.storeBytes(of: status, toByteOffset: 7, as: UInt8.self)
        raw.storeBytes(of: merchant.littleEndian, toByteOffset: 8, as: UInt32.self)
        raw.storeBytes(of: category.littleEndian, toByteOffset: 12, as: UInt16.self)
        raw.storeBytes(of: district.littleEndian, toByteOffset: 14, as: UInt16.self)
        raw.storeBytes(of: amount.littleEndian, toByteOffset: 16, as: UInt64.self)
        raw.storeBytes(of: words.littleEndian, toByteOffset: 24, as: UInt16.self)
        raw.storeBytes(of: bigrams.littleEndian, toByteOffset: 26, as: UInt16.self)
        raw.storeBytes(of: hanzi.littleEndian, toByteOffset: 28, as: UInt16.self)
        raw.storeBytes(of: flags.littleEndian, toByteOffset: 30, as: UInt16.self)
    }

    /// Only the lengths and flags of a record, which stand side by side at its end.
    @inline(__always)
    static func lengths(
        of record: UnsafeRawPointer
    ) -> (words: UInt16, bigrams: UInt16, hanzi: UInt16, flags: UInt16) {
        let all = UInt64(littleEndian: record.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        return (
            UInt16(truncatingIfNeeded: all), UInt16(truncatingIfNeeded: all >> 16),
            UInt16(truncatingIfNeeded: all >> 32), UInt16(truncatingIfNeeded: all >> 48)
        )
    }

    init() {}

    init(from raw: UnsafeRawBufferPointer) {
        receivedMinute = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        receivedSecond = raw[4]
        kind = raw[5]
        channel = raw[6]
        status = raw[7]
        merchant = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        category = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 12, as: UInt16.self))
        district = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 14, as: UInt16.self))
        amount = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        words = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt16.self))
        bigrams = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 26, as: UInt16.self))
        hanzi = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 28, as: UInt16.self))
        flags = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 30, as: UInt16.self))
    }
}
