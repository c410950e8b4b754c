/// Keeps the first rows of many: a heap whose root is the last of those kept.
package struct TopRows {
    private let limit: Int
    private let after: RankedRow?
    private var heap: [RankedRow] = []

    package init(limit: Int, after: RankedRow? = nil) {
        self.limit = limit
        self.after = after
    }

    /// Strict rows first, then the higher key, then the later id.
    static func precedes(_ a: RankedRow, _ b: RankedRow) -> Bool {
        if a.isStrict != b.isStrict { return a.isStrict }
        return a.key != b.key ? a.key > b.key : a.id > b.id
    }

    package mutating func offer(_ row: RankedRow) {
        if let after, !Self.precedes(after, row) { return }
        if heap.count < limit {
            heap.append(row)
            rise(heap.count - 1)
        } else if let last = heap.first, Self.precedes(row, last) {
            heap[0] = row
            sink()
        }
    }

    /// Whether a row would be kept, were it behind the rows passed over.
    func takes(_ row: RankedRow) -> Bool {
        guard heap.count == limit, let last = heap.first else { return limit > 0 }
        return Self.precedes(row, last)
    }

    /// The lowest key that a row of this tier needs to be kept.
    func lowest(isStrict: Bool) -> UInt64 {
        guard heap.count == limit, let last = heap.first else { return 0 }
        return last.isStrict == isStrict ? last.key : last.isStrict ? .max : 0
    }

    /// The first first.
    package var sorted: [RankedRow] { heap.sorted(by: Self.precedes) }

    private mutating func rise(_ start: Int) {
        var place = start
        while place > 0, Self.precedes(heap[(place - 1) / 2], heap[place]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var last = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if Self.precedes(heap[last], heap[child]) { last = child }
            }
            if last == place { return }
            heap.swapAt(place, last)
            place = last
        }
    }
}
