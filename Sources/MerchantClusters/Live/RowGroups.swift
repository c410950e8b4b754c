/// Which rows carry a key (a merchant id, a cluster), and the reverse: all rows in one array by key, and those of the keys
/// that were changed since in arrays of their own. 8 bytes a row, 4 a key.
struct RowGroups: Sendable {
    /// By row; 0 for none.
    private(set) var keys: [UInt32] = []
    /// Rows by key, rising, as they were when last packed: those of key k from `starts[k]` to `starts[k + 1]`.
    private var packed: [Int32] = []
    private var starts: [Int32] = [0]
    /// Keys that were changed since.
    private var moved: [UInt32: [Int32]] = [:]
    private var highestMoved: UInt32 = 0

    init() {}

    /// - Parameter keys: of each row; 0 for none. O(rows + keys).
    init(keys: [UInt32]) {
        self.keys = keys
        pack()
    }

    /// One more than the highest key that may have rows.
    var capacity: Int { max(starts.count - 1, highestMoved == 0 ? 0 : Int(highestMoved) + 1) }

    /// The rows of a key, rising; none for what can be no key.
    func rows(of key: Int) -> ArraySlice<Int32> {
        guard let short = UInt32(exactly: key) else { return [] }
        if !moved.isEmpty, let rows = moved[short] { return rows[...] }
        guard key + 1 < starts.count else { return [] }
        return packed[Int(starts[key])..<Int(starts[key + 1])]
    }

    subscript(key: Int) -> [Int32] { Array(rows(of: key)) }

    /// How many rows each key has, by key.
    var counts: [UInt32] {
        var counts = [UInt32](repeating: 0, count: capacity)
        for key in 0..<min(counts.count, starts.count - 1) {
            counts[key] = UInt32(truncatingIfNeeded: starts[key + 1] - starts[key])
        }
        for (key, rows) in moved { counts[Int(key)] = UInt32(truncatingIfNeeded: rows.count) }
        return counts
    }

    /// Calls `body` with each key that has rows, rising, and these.
    @inline(__always)
    func forEach(_ body: (Int, UnsafeBufferPointer<Int32>) -> Void) {
        let changed = moved.keys.sorted()
        var next = 0
        packed.withUnsafeBufferPointer { packed in
            starts.withUnsafeBufferPointer { starts in
                for key in 0..<capacity {
                    if next < changed.count, changed[next] == key {
                        moved[changed[next]]?.withUnsafeBufferPointer { if !$0.isEmpty { body(key, $0) } }
                        next += 1
                    } else if key + 1 < starts.count, starts[key] < starts[key + 1] {
                        body(key, UnsafeBufferPointer(rebasing: packed[Int(starts[key])..<Int(starts[key + 1])]))
                    }
                }
            }
        }
    }

    func key(of row: Int) -> UInt32 { row < keys.count ? keys[row] : 0 }

    /// Puts a row under a key; 0 takes it out. O(rows of both keys).
    /// - Returns: the key it had.
    @discardableResult
    mutating func put(_ row: Int, _ key: UInt32) -> UInt32 {
        if row >= keys.count {
            if key == 0 { return 0 }
            keys.append(contentsOf: repeatElement(0, count: max(row + 1, keys.count + keys.count / 8) - keys.count))
        }
        let old = keys[row]
        guard old != key else { return old }
        keys[row] = key
        if old != 0 { change(old) { rows in Self.place(of: Int32(row), in: rows).map { _ = rows.remove(at: $0) } } }
        if key != 0 { change(key) { $0.insert(Int32(row), at: Self.place(after: Int32(row), in: $0)) } }
        return old
    }

    /// Packs anew where many keys were changed since the last time.
    mutating func packIfScattered() {
        if moved.count > max(1024, starts.count / 8) { pack() }
    }

    private mutating func change(_ key: UInt32, _ body: (inout [Int32]) -> Void) {
        highestMoved = max(highestMoved, key)
        if moved[key] == nil { moved[key] = self[Int(key)] }
        body(&moved[key, default: []])
    }

    /// A counting sort (Knuth 5.2): rows of one key keep their order.
    private mutating func pack() {
        let highest = Int(keys.max() ?? 0)
        var ends = [Int32](repeating: 0, count: highest + 2)
        for key in keys where key != 0 { ends[Int(key) + 1] += 1 }
        for key in ends.indices.dropFirst() { ends[key] += ends[key - 1] }
        starts = ends
        packed = [Int32](repeating: 0, count: Int(ends[highest + 1]))
        for (row, key) in keys.enumerated() where key != 0 {
            packed[Int(ends[Int(key)])] = Int32(row)
            ends[Int(key)] += 1
        }
        (moved, highestMoved) = ([:], 0)
    }

    private static func place(of row: Int32, in list: [Int32]) -> Int? {
        let place = place(after: row, in: list) - 1
        return place >= 0 && list[place] == row ? place : nil
    }

    private static func place(after row: Int32, in list: [Int32]) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] <= row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
