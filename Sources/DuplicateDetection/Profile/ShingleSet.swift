/// The distinct shingles of a text, each with its level of rarity.
///
/// Kept as the text's units, from which hashes are worked out anew: a fifth of the memory of a sorted list. A set that is
/// held against many others also has a table of its hashes, which the others' shingles are looked up in.
struct ShingleSet: Sendable {
    private let units: [UInt32]
    /// Units whose own shingles are left out.
    private let excluded: [UInt32]
    /// Units a shingle takes: 2 or 3.
    private let length: Int
    /// Hashes by open addressing, a power of two of slots, at most half of them taken; empty in a set made compact.
    private let table: [UInt64]
    /// The sum of all weights, in bits.
    let weight: Float
    let isEmpty: Bool

    static let empty = ShingleSet(units: [], excluded: [], length: 2, table: [], weight: 0, isEmpty: true)

    private init(units: [UInt32], excluded: [UInt32], length: Int, table: [UInt64], weight: Float, isEmpty: Bool) {
        (self.units, self.excluded, self.length, self.table) = (units, excluded, length, table)
        (self.weight, self.isEmpty) = (weight, isEmpty)
    }

    /// - Parameters:
    ///   - length: units a shingle takes, 2 or 3.
    ///   - excluded: units whose own shingles are left out.
    init(_ units: [UInt32], length: Int, without excluded: [UInt32] = [], _ frequency: ShingleFrequency) {
        let most = Self.count(units, length) + Self.count(excluded, length)
        guard Self.count(units, length) > 0 else {
            self = .empty
            return
        }
        var table = [UInt64](repeating: 0, count: Self.slots(most))
        let sum = table.withUnsafeMutableBufferPointer { table in
            Self.each(excluded, length) { hash in
                let slot = Self.slot(hash, UnsafeBufferPointer(table))
                table[slot] = Self.entry(hash, 0) | Self.leftOut
            }
            return Self.fill(table, units, length, frequency)
        }
        self.init(
            units: units, excluded: excluded, length: length, table: table, weight: sum.weight,
            isEmpty: sum.count == 0)
    }

    /// The same as `compact` of a set, without a table being made for it.
    static func compact(
        _ units: [UInt32], length: Int, _ frequency: ShingleFrequency, _ scratch: ShingleScratch
    ) -> ShingleSet {
        guard count(units, length) > 0 else { return .empty }
        return scratch.withTable(slots: slots(count(units, length))) { table in
            compact(units, length, fill(table, units, length, frequency))
        }
    }

    /// A text's bigrams, and those without the ones of a name; both compact.
    static func compactBigrams(
        _ units: [UInt32], without name: [UInt32], _ frequency: ShingleFrequency, _ scratch: ShingleScratch
    ) -> (all: ShingleSet, rest: ShingleSet) {
        guard count(units, 2) > 0 else { return (.empty, .empty) }
        return scratch.withTable(slots: slots(count(units, 2))) { table in
            var sum = fill(table, units, 2, frequency)
            let all = compact(units, 2, sum)
            guard count(name, 2) > 0 else { return (all, all) }
            each(name, 2) { hash in
                let slot = slot(hash, UnsafeBufferPointer(table))
                guard table[slot] != 0, table[slot] & leftOut == 0 else { return }
                sum.remove(level: UInt8(truncatingIfNeeded: table[slot]))
                table[slot] |= leftOut
            }
            return (all, compact(units, 2, sum, without: name))
        }
    }

    private static func compact(
        _ units: [UInt32], _ length: Int, _ sum: Sum, without excluded: [UInt32] = []
    ) -> ShingleSet {
        ShingleSet(
            units: units, excluded: excluded, length: length, table: [], weight: sum.weight, isEmpty: sum.count == 0)
    }

    /// The same without its table: to be kept, and held against sets that have one.
    var compact: ShingleSet {
        ShingleSet(
            units: units, excluded: excluded, length: length, table: [], weight: weight, isEmpty: isEmpty)
    }

    /// hash << 8 | level, in order of hash.
    var entries: [UInt64] {
        table.filter { $0 != 0 && $0 & Self.leftOut == 0 }.map { $0 & (Self.taken - 1) }.sorted()
    }

    /// The weight of what both hold. O(both).
    func shared(with other: ShingleSet, _ frequency: ShingleFrequency) -> Float {
        shared(with: other, rare: 0, frequency).all
    }

    /// The weight of what both hold, and of that which is rare, at most at level `rare`. O(both).
    func shared(
        with other: ShingleSet, rare: UInt8, _ frequency: ShingleFrequency
    ) -> (all: Float, rare: Float) {
        if isEmpty || other.isEmpty { return (0, 0) }
        if !table.isEmpty { return held(against: other, rare) }
        if !other.table.isEmpty { return other.held(against: self, rare) }
        return ShingleSet(units, length: length, without: excluded, frequency).held(against: other, rare)
    }

    /// Looks the other's shingles up in the table; each slot counts once.
    private func held(against other: ShingleSet, _ highest: UInt8) -> (all: Float, rare: Float) {
        let words = (table.count + 63) >> 6
        return table.withUnsafeBufferPointer { table in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { seen in
                seen.initialize(repeating: 0)
                // What the other leaves out is as if it had been met.
                Self.each(other.excluded, other.length) { hash in
                    let slot = Self.slot(hash, table)
                    seen[slot >> 6] |= 1 << UInt64(slot & 63)
                }
                var (all, rare): (Int32, Int32) = (0, 0)
                Self.each(other.units, other.length) { hash in
                    let slot = Self.slot(hash, table)
                    let entry = table[slot]
                    guard entry != 0, entry & Self.leftOut == 0, seen[slot >> 6] >> UInt64(slot & 63) & 1 == 0 else {
                        return
                    }
                    seen[slot >> 6] |= 1 << UInt64(slot & 63)
                    let level = UInt8(truncatingIfNeeded: entry)
                    let weight = ShingleFrequency.hundredths(level: level)
                    all += weight
                    if level <= highest { rare += weight }
                }
                return (Float(all) / 100, Float(rare) / 100)
            }
        }
    }

    /// The rarest, at most `count`: by level, then by hash, so that two versions of a text choose the same ones.
    func rarest(_ count: Int) -> [(hash: UInt32, level: UInt8)] {
        // Level first, then a scrambled hash: the upper bits chose the level's bucket and would tie.
        var order: [UInt64] = []
        order.reserveCapacity(units.count)
        for entry in table where entry != 0 && entry & Self.leftOut == 0 {
            let hash = UInt32(truncatingIfNeeded: entry >> 8)
            order.append((entry & 0xFF) << 32 | UInt64(hash &* 0x9E37_79B1))
        }
        order.sort()
        return order.prefix(count).map { entry in
            (UInt32(truncatingIfNeeded: entry) &* Self.inverse, UInt8(truncatingIfNeeded: entry >> 32))
        }
    }

    /// 0x9E3779B1 · inverse = 1 modulo 2^32.
    private static let inverse: UInt32 = {
        var inverse: UInt32 = 0x9E37_79B1
        for _ in 0..<5 { inverse = inverse &* (2 &- 0x9E37_79B1 &* inverse) }
        return inverse
    }()
}

extension ShingleSet {
    /// Marks a slot as taken, above hash and level.
    private static let taken: UInt64 = 1 << 40
    /// Marks a hash that is none of the set.
    private static let leftOut: UInt64 = 1 << 41

    @inline(__always)
    private static func entry(_ hash: UInt32, _ level: UInt8) -> UInt64 { taken | UInt64(hash) << 8 | UInt64(level) }

    /// What the distinct shingles of a set weigh.
    private struct Sum {
        private var hundredths: Int32 = 0
        private(set) var count = 0

        /// In bits.
        var weight: Float { Float(hundredths) / 100 }

        mutating func add(level: UInt8) {
            hundredths += ShingleFrequency.hundredths(level: level)
            count += 1
        }

        mutating func remove(level: UInt8) {
            hundredths -= ShingleFrequency.hundredths(level: level)
            count -= 1
        }
    }

    /// Enters each shingle that is not in the table yet.
    private static func fill(
        _ table: UnsafeMutableBufferPointer<UInt64>, _ units: [UInt32], _ length: Int, _ frequency: ShingleFrequency
    ) -> Sum {
        var sum = Sum()
        each(units, length) { hash in
            let slot = slot(hash, UnsafeBufferPointer(table))
            guard table[slot] == 0 else { return }
            let level = frequency.level(hash)
            table[slot] = entry(hash, level)
            sum.add(level: level)
        }
        return sum
    }

    private static func count(_ units: [UInt32], _ length: Int) -> Int { max(0, units.count - length + 1) }

    /// A power of two, at least twice as many as entries.
    private static func slots(_ count: Int) -> Int { 1 << (Int.bitWidth - (count * 2).leadingZeroBitCount) }

    /// Where a hash stands, or the free slot where it would.
    @inline(__always)
    private static func slot(_ hash: UInt32, _ table: UnsafeBufferPointer<UInt64>) -> Int {
        let mask = table.count - 1
        var slot = Int(hash) & mask
        while table[slot] != 0, UInt32(truncatingIfNeeded: table[slot] >> 8) != hash { slot = (slot + 1) & mask }
        return slot
    }

    /// The hash of each shingle, repeated ones included, in order of place.
    @inline(__always)
    private static func each(_ units: [UInt32], _ length: Int, _ body: (UInt32) -> Void) {
        units.withUnsafeBufferPointer { units in
            if length == 2 {
                for place in 0..<max(0, units.count - 1) { body(Shingle.bigram(units[place], units[place + 1])) }
            } else {
                for place in 0..<max(0, units.count - 2) {
                    body(Shingle.trigram(units[place], units[place + 1], units[place + 2]))
                }
            }
        }
    }
}

/// Memory for the tables of sets that are made compact, one after the other. One user at a time.
final class ShingleScratch {
    private var table: [UInt64] = []

    init() {}

    /// - Parameter slots: how many the table handed to `body` has, all of them free.
    fileprivate func withTable<R>(slots: Int, _ body: (UnsafeMutableBufferPointer<UInt64>) -> R) -> R {
        if table.count < slots { table = [UInt64](repeating: 0, count: slots) }
        return table.withUnsafeMutableBufferPointer { table in
            let used = UnsafeMutableBufferPointer(rebasing: table[..<slots])
            used.update(repeating: 0)
            return body(used)
        }
    }
}
