/// Which rows carry a key (a merchant id, a cluster), and the reverse, both as arrays.
struct RowGroups: Sendable {
    /// By row; 0 for none.
    private(set) var keys: [UInt32] = []
    /// By key, rows rising.
    private(set) var rows: [[Int32]] = []

    /// Puts a row under a key; 0 takes it out. Appending is O(1), anything else O(rows of the key).
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
        if old != 0, let place = Self.place(of: Int32(row), in: rows[Int(old)]) { rows[Int(old)].remove(at: place) }
        if key != 0 { add(Int32(row), Int(key)) }
        return old
    }

    /// The rows of a key, rising.
    subscript(key: Int) -> [Int32] { key < rows.count ? rows[key] : [] }

    func key(of row: Int) -> UInt32 { row < keys.count ? keys[row] : 0 }

    private mutating func add(_ row: Int32, _ key: Int) {
        if key >= rows.count {
            rows.append(contentsOf: repeatElement([], count: max(key + 1, rows.count + rows.count / 8) - rows.count))
        }
        if let last = rows[key].last, last > row {
            rows[key].insert(row, at: Self.place(after: row, in: rows[key]))
        } else {
            rows[key].append(row)
        }
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
