import CPostings

/// Rows of one snapshot, ascending: as a list, as bits, or both, whichever was asked for. Not changed once made.
final class Rows {
    /// Ids from 0 to below this can be held.
    let capacity: Int
    private var listed: RowList?
    private var set: RowSet?

    init(_ list: RowList, capacity: Int) {
        self.capacity = capacity
        listed = list.upTo(capacity - 1)
    }

    init(_ set: RowSet) {
        capacity = set.capacity
        self.set = set
    }

    static func none(capacity: Int) -> Rows { Rows(RowList.empty, capacity: capacity) }

    private(set) lazy var count: Int = listed?.rows.count ?? set?.count ?? 0

    var list: RowList {
        if let listed { return listed }
        let made = set.map { RowList($0, count: count) } ?? .empty
        listed = made
        return made
    }

    var bits: RowSet {
        if let set { return set }
        var made = RowSet(capacity: capacity)
        if let listed { made.insert(listed) }
        set = made
        return made
    }

    func contains(_ id: Int) -> Bool {
        if let set { return set.contains(id) }
        return listed?.contains(id) ?? false
    }
}

/// Ascending rows, each once, in memory that `owner` keeps alive.
struct RowList {
    let rows: UnsafeBufferPointer<UInt32>
    private let owner: AnyObject?

    static var empty: RowList { RowList(rows: UnsafeBufferPointer(start: nil, count: 0), owner: nil) }

    private init(rows: UnsafeBufferPointer<UInt32>, owner: AnyObject?) {
        self.rows = rows
        self.owner = owner
    }

    init(_ list: PostingList) {
        self.init(rows: list.rows, owner: list)
    }

    /// The rows that `fill` writes, at most `capacity`; it gives how many.
    init(capacity: Int, _ fill: (UnsafeMutablePointer<UInt32>) throws -> Int) rethrows {
        let memory = RowMemory(capacity)
        let count = try fill(memory.rows)
        self.init(rows: UnsafeBufferPointer(start: memory.rows, count: count), owner: memory)
    }

    init(_ set: RowSet, count: Int) {
        self.init(capacity: count) { out in
            var at = 0
            set.words.withUnsafeBufferPointer { words in
                for index in words.indices {
                    var rest = words[index]
                    while rest != 0 {
                        out[at] = UInt32(truncatingIfNeeded: index << 6 + rest.trailingZeroBitCount)
                        at += 1
                        rest &= rest - 1
                    }
                }
            }
            return at
        }
    }

    /// The rows up to `last`. O(log rows).
    func upTo(_ last: Int) -> RowList {
        guard let highest = rows.last, Int(highest) > last else { return self }
        return RowList(rows: UnsafeBufferPointer(rebasing: rows[..<place(of: last + 1)]), owner: owner)
    }

    /// The first index, from `start` on and before `end`, whose row is not below `row`; else `end`.
    func place(of row: Int, from start: Int = 0, to end: Int? = nil) -> Int {
        var (low, high) = (start, end ?? rows.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func contains(_ id: Int) -> Bool {
        let place = place(of: id)
        return place < rows.count && Int(rows[place]) == id
    }

    func intersection(_ other: RowList) -> RowList {
        withLifetimes(other) {
            RowList(capacity: min(rows.count, other.rows.count)) { out in
                cpostings_intersect(rows.baseAddress, rows.count, other.rows.baseAddress, other.rows.count, out)
            }
        }
    }

    func subtracting(_ other: RowList) -> RowList {
        withLifetimes(other) {
            RowList(capacity: rows.count) { out in
                cpostings_subtract(rows.baseAddress, rows.count, other.rows.baseAddress, other.rows.count, out)
            }
        }
    }

    func intersection(_ set: RowSet) -> RowList {
        RowList(capacity: rows.count) { out in
            set.words.withUnsafeBufferPointer {
                cpostings_intersect_bits(rows.baseAddress, rows.count, $0.baseAddress, UInt32(set.capacity), out)
            }
        }
    }

    /// The rows of either list.
    func union(_ other: RowList) -> RowList {
        withLifetimes(other) {
            RowList(capacity: rows.count + other.rows.count) { out in
                cpostings_union(rows.baseAddress, rows.count, other.rows.baseAddress, other.rows.count, out)
            }
        }
    }

    func filter(_ isKept: (Int) throws -> Bool) rethrows -> RowList {
        try withExtendedLifetime(owner) {
            try RowList(capacity: rows.count) { out in
                var kept = 0
                for row in rows where try isKept(Int(row)) {
                    out[kept] = row
                    kept += 1
                }
                return kept
            }
        }
    }

    private func withLifetimes(_ other: RowList, _ body: () -> RowList) -> RowList {
        withExtendedLifetime((owner, other.owner), body)
    }
}

/// Memory for rows, given back with the last list that lies in it.
private final class RowMemory {
    let rows: UnsafeMutablePointer<UInt32>

    init(_ capacity: Int) { rows = .allocate(capacity: max(1, capacity)) }

    deinit { rows.deallocate() }
}
