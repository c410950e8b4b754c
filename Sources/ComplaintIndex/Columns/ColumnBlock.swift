/// The records of 1,024 successive ids, field by field, so that a pass over one field reads nothing else. Id `i` is in
/// block `i >> 10` at slot `i & 1023`.
///
/// `@unchecked Sendable`: the memory and all properties are filled in `init` and never written to again.
final class ColumnBlock: @unchecked Sendable {
    static let shift = 10
    static let count = 1 << shift
    static let mask = count - 1

    let version: Int64
    /// The id of slot 0.
    let firstID: Int
    /// Rows the full-text tables hold, and the sums of their lengths.
    let indexedCount: Int
    let wordTotal: Int
    let bigramTotal: Int
    let hanziTotal: Int

    /// A bit for each slot that has a record.
    let present: [UInt64]
    /// The highest keys of the orders (see ColumnOrder), and the highest merchant, 0 for none.
    private(set) var highestNewest: UInt64 = 0
    private(set) var highestOldest: UInt64 = 0
    private(set) var highestAmount: UInt64 = 0
    private(set) var lastMerchant: UInt32 = 0

    static let nonePresent = [UInt64](repeating: 0, count: count / 64)

    let amount: UnsafePointer<UInt64>
    let received: UnsafePointer<UInt32>
    let merchant: UnsafePointer<UInt32>
    let category: UnsafePointer<UInt16>
    let district: UnsafePointer<UInt16>
    let words: UnsafePointer<UInt16>
    let bigrams: UnsafePointer<UInt16>
    let hanzi: UnsafePointer<UInt16>
    let flags: UnsafePointer<UInt16>
    let second: UnsafePointer<UInt8>
    let kind: UnsafePointer<UInt8>
    let channel: UnsafePointer<UInt8>
    let status: UnsafePointer<UInt8>
    private let memory: UnsafeMutableRawPointer

    /// The lengths of a block's records and which there are, without their other fields, which are then all zero: a quarter
    /// of the memory, and of the time that a process needs for its first search.
    init(index: Int, version: Int64, lengthsOf records: UnsafeRawBufferPointer) {
        let n = Self.count
        memory = .allocate(byteCount: 4 * n * MemoryLayout<UInt16>.stride, alignment: 16)
        let lengths = memory.bindMemory(to: UInt16.self, capacity: 4 * n)
        lengths.initialize(repeating: 0, count: 4 * n)
        var totals = (rows: 0, words: 0, bigrams: 0, hanzi: 0)
        var present = Self.nonePresent
        for slot in 0..<min(n, records.count / ColumnRecord.size) {
            guard let base = records.baseAddress else { break }
            let record = ColumnRecord.lengths(of: base + slot * ColumnRecord.size)
            if record.flags & ColumnRecord.present != 0 { present[slot >> 6] |= 1 << UInt64(slot & 63) }
            (lengths[slot], lengths[n + slot], lengths[2 * n + slot]) = (record.words, record.bigrams, record.hanzi)
            lengths[3 * n + slot] = record.flags
            guard record.flags & ColumnRecord.indexed != 0 else { continue }
            totals.rows += 1
            totals.words += Int(record.words)
            totals.bigrams += Int(record.bigrams)
            totals.hanzi += Int(record.hanzi)
        }
        self.present = present
        self.version = version
        firstID = index << Self.shift
        (indexedCount, wordTotal, bigramTotal, hanziTotal) = (totals.rows, totals.words, totals.bigrams, totals.hanzi)
        let zeros = Zeros.shared
        (amount, received, merchant) = (zeros.wide, zeros.narrow, zeros.narrow)
        (category, district) = (zeros.short, zeros.short)
        (words, bigrams, hanzi) = (.init(lengths), .init(lengths + n), .init(lengths + 2 * n))
        flags = .init(lengths + 3 * n)
        (second, kind, channel, status) = (zeros.byte, zeros.byte, zeros.byte, zeros.byte)
    }

    /// Transposes the records of a block; a short blob leaves holes.
    init(index: Int, version: Int64, records: UnsafeRawBufferPointer) {
        let n = Self.count
        memory = .allocate(byteCount: n * ColumnRecord.size, alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: n * ColumnRecord.size)
        var at = memory
        func field<T>(_ type: T.Type) -> UnsafeMutablePointer<T> {
            defer { at += n * MemoryLayout<T>.stride }
            return at.bindMemory(to: T.self, capacity: n)
        }
        let amount = field(UInt64.self)
        let received = field(UInt32.self), merchant = field(UInt32.self)
        let category = field(UInt16.self), district = field(UInt16.self)
        let words = field(UInt16.self), bigrams = field(UInt16.self), hanzi = field(UInt16.self)
        let flags = field(UInt16.self)
        let second = field(UInt8.self), kind = field(UInt8.self), channel = field(UInt8.self)
        let status = field(UInt8.self)
        var totals = (rows: 0, words: 0, bigrams: 0, hanzi: 0)
        for slot in 0..<min(n, records.count / ColumnRecord.size) {
            let start = slot * ColumnRecord.size
            let record = ColumnRecord(from: .init(rebasing: records[start..<start + ColumnRecord.size]))
            amount[slot] = record.amount
            (received[slot], merchant[slot]) = (record.receivedMinute, record.merchant)
            (category[slot], district[slot]) = (record.category, record.district)
            (words[slot], bigrams[slot], hanzi[slot]) = (record.words, record.bigrams, record.hanzi)
            flags[slot] = record.flags
            (second[slot], kind[slot], channel[slot]) = (record.receivedSecond, record.kind, record.channel)
            status[slot] = record.status
            guard record.flags & ColumnRecord.indexed != 0 else { continue }
            totals.rows += 1
            totals.words += Int(record.words)
            totals.bigrams += Int(record.bigrams)
            totals.hanzi += Int(record.hanzi)
        }
        var present = Self.nonePresent
        for slot in 0..<n where flags[slot] & ColumnRecord.present != 0 { present[slot >> 6] |= 1 << UInt64(slot & 63) }
        self.present = present
        self.version = version
        firstID = index << Self.shift
        (indexedCount, wordTotal, bigramTotal, hanziTotal) = (totals.rows, totals.words, totals.bigrams, totals.hanzi)
        (self.amount, self.received, self.merchant) = (.init(amount), .init(received), .init(merchant))
        (self.category, self.district, self.flags) = (.init(category), .init(district), .init(flags))
        (self.words, self.bigrams, self.hanzi) = (.init(words), .init(bigrams), .init(hanzi))
        (self.second, self.kind, self.channel, self.status) = (
            .init(second), .init(kind), .init(channel), .init(status)
        )
        noteHighest()
    }

    private func noteHighest() {
        for slot in 0..<Self.count where present[slot >> 6] >> UInt64(slot & 63) & 1 == 1 {
            highestNewest = max(highestNewest, newestKey(slot))
            highestOldest = max(highestOldest, oldestKey(slot))
            highestAmount = max(highestAmount, amountKey(slot))
            if merchant[slot] != ColumnRecord.none32 { lastMerchant = max(lastMerchant, merchant[slot]) }
        }
    }

    deinit { memory.deallocate() }

    func record(_ slot: Int) -> ColumnRecord {
        var record = ColumnRecord()
        record.receivedMinute = received[slot]
        record.receivedSecond = second[slot]
        record.kind = kind[slot]
        record.channel = channel[slot]
        record.status = status[slot]
        record.merchant = merchant[slot]
        record.category = category[slot]
        record.district = district[slot]
        record.amount = amount[slot]
        (record.words, record.bigrams, record.hanzi) = (words[slot], bigrams[slot], hanzi[slot])
        record.flags = flags[slot]
        return record
    }
}

/// What the fields of blocks that have none point to.
///
/// `@unchecked Sendable`: the memory is filled in `init`, never written to again and never given back.
private final class Zeros: @unchecked Sendable {
    static let shared = Zeros()

    let wide: UnsafePointer<UInt64>
    let narrow: UnsafePointer<UInt32>
    let short: UnsafePointer<UInt16>
    let byte: UnsafePointer<UInt8>

    private init() {
        func zeros<T: FixedWidthInteger>(_ type: T.Type) -> UnsafePointer<T> {
            let memory = UnsafeMutablePointer<T>.allocate(capacity: ColumnBlock.count)
            memory.initialize(repeating: 0, count: ColumnBlock.count)
            return UnsafePointer(memory)
        }
        (wide, narrow, short, byte) = (zeros(UInt64.self), zeros(UInt32.self), zeros(UInt16.self), zeros(UInt8.self))
    }
}
