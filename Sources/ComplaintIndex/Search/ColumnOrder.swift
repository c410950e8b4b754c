/// Orders rows by a column: newest, oldest, or the largest amount first; the later id first among equals.
///
/// Each block knows the highest key in it, so that blocks without a row worth keeping are passed over: of a list that
/// grew with time, newest first looks at its end. O(blocks + rows looked at).
struct ColumnOrder {
    let columns: Columns
    let sort: SearchSort

    /// The first rows behind `after`: strict ones, then relaxed ones.
    func first(strict: Rows, relaxed: Rows?, limit: Int, after: PageCursor?) -> [RankedRow] {
        let last = after.map { RankedRow(id: Int($0.id), key: $0.key, isStrict: $0.isStrict) }
        var top = TopRows(limit: limit, after: last)
        offer(strict, isStrict: true, to: &top)
        if let relaxed { offer(relaxed, isStrict: false, to: &top) }
        return top.sorted
    }

    private func offer(_ rows: Rows, isStrict: Bool, to top: inout TopRows) {
        let list = rows.list
        var end = list.rows.count
        withExtendedLifetime(rows) {
            while end > 0 {
                let index = Int(list.rows[end - 1]) >> ColumnBlock.shift
                let start = list.place(of: index << ColumnBlock.shift, from: max(0, end - ColumnBlock.count), to: end)
                // No row of the block goes before one of its highest key at its last place.
                if index < columns.blocks.count, let block = columns.blocks[index],
                    top.takes(RankedRow(id: Int(list.rows[end - 1]), key: block.highest(sort), isStrict: isStrict))
                {
                    let part = UnsafeBufferPointer(rebasing: list.rows[start..<end])
                    switch sort {
                    case .amount: take(part, isStrict, &top) { block.amountKey($0) }
                    case .oldest: take(part, isStrict, &top) { block.oldestKey($0) }
                    case .newest, .relevance: take(part, isStrict, &top) { block.newestKey($0) }
                    }
                }
                end = start
            }
        }
    }

    @inline(__always)
    private func take(
        _ rows: UnsafeBufferPointer<UInt32>, _ isStrict: Bool, _ top: inout TopRows, _ key: (Int) -> UInt64
    ) {
        var lowest = top.lowest(isStrict: isStrict)
        // The later first: of a list that grew with time fewer are kept and dropped again.
        for row in rows.reversed() {
            let key = key(Int(row) & ColumnBlock.mask)
            if key < lowest { continue }
            top.offer(RankedRow(id: Int(row), key: key, isStrict: isStrict))
            lowest = top.lowest(isStrict: isStrict)
        }
    }
}

extension ColumnBlock {
    /// What rows are ordered by, higher first; rows without the value have 0 and come last.
    @inline(__always)
    func newestKey(_ slot: Int) -> UInt64 { received[slot] == ColumnRecord.none32 ? 0 : time(slot) + 1 }

    /// Seconds since 1970; nil for none.
    @inline(__always)
    func receivedAt(_ slot: Int) -> Int64? { ColumnRecord.seconds(received[slot], second[slot]) }

    /// The last time of receipt of all, seconds since 1970.
    var lastReceived: Int64? {
        highestNewest == 0
            ? nil : ColumnRecord.seconds(UInt32((highestNewest - 1) >> 8), UInt8((highestNewest - 1) & 0xFF))
    }

    /// The first time of receipt of all, seconds since 1970.
    var firstReceived: Int64? {
        guard highestOldest != 0 else { return nil }
        let time = UInt64.max - highestOldest
        return ColumnRecord.seconds(UInt32(time >> 8), UInt8(time & 0xFF))
    }

    @inline(__always)
    func oldestKey(_ slot: Int) -> UInt64 { received[slot] == ColumnRecord.none32 ? 0 : UInt64.max - time(slot) }

    @inline(__always)
    func amountKey(_ slot: Int) -> UInt64 { amount[slot] == ColumnRecord.none64 ? 0 : amount[slot] + 1 }

    @inline(__always)
    private func time(_ slot: Int) -> UInt64 { UInt64(received[slot]) << 8 | UInt64(second[slot]) }

    func highest(_ sort: SearchSort) -> UInt64 {
        switch sort {
        case .newest, .relevance: highestNewest
        case .oldest: highestOldest
        case .amount: highestAmount
        }
    }
}
