import CPostings

/// A set of complaint ids, one bit each. Union, intersection and difference of a million ids take some microseconds.
struct RowSet: Sendable, Equatable {
    private(set) var words: [UInt64]
    /// Ids from 0 to below this can be held.
    let capacity: Int

    init(words: [UInt64]) {
        self.words = words
        capacity = words.count << 6
    }

    init(capacity: Int) {
        self.capacity = capacity
        words = [UInt64](repeating: 0, count: (capacity + 63) >> 6)
    }

    /// Rows beyond the capacity are left out: they came after the snapshot.
    mutating func insert(_ list: RowList) {
        let limit = UInt32(clamping: capacity)
        words.withUnsafeMutableBufferPointer {
            cpostings_set_bits(list.rows.baseAddress, list.rows.count, true, $0.baseAddress, limit)
        }
    }

    mutating func insert(_ id: Int) {
        if id < capacity { words[id >> 6] |= 1 << UInt64(id & 63) }
    }

    mutating func remove(_ id: Int) {
        if id < capacity { words[id >> 6] &= ~(1 << UInt64(id & 63)) }
    }

    func contains(_ id: Int) -> Bool {
        id >= 0 && id < capacity && words[id >> 6] >> UInt64(id & 63) & 1 == 1
    }

    func union(_ other: RowSet) -> RowSet {
        var both = self
        both.formUnion(other)
        return both
    }

    mutating func formUnion(_ other: RowSet) { combine(other) { $0 | $1 } }
    mutating func formIntersection(_ other: RowSet) { combine(other) { $0 & $1 } }
    mutating func subtract(_ other: RowSet) { combine(other) { $0 & ~$1 } }

    /// Both sets have one snapshot's capacity.
    @inline(__always)
    private mutating func combine(_ other: RowSet, _ operation: (UInt64, UInt64) -> UInt64) {
        let count = min(words.count, other.words.count)
        words.withUnsafeMutableBufferPointer { a in
            other.words.withUnsafeBufferPointer { b in
                for i in 0..<count { a[i] = operation(a[i], b[i]) }
            }
        }
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Calls `body` with every id in ascending order; `body` returns false to stop.
    func forEach(_ body: (Int) throws -> Bool) rethrows {
        for (index, word) in words.enumerated() where word != 0 {
            var rest = word
            while rest != 0 {
                guard try body((index << 6) + rest.trailingZeroBitCount) else { return }
                rest &= rest - 1
            }
        }
    }

    /// The ids in ascending order.
    var ids: [Int] {
        var ids: [Int] = []
        forEach {
            ids.append($0); return true
        }
        return ids
    }
}
