/// What complaints must have to be counted; nil asks nothing.
package struct RowConditions: Sendable {
    /// Seconds since 1970.
    package var received: Range<Int64>?
    /// Merchant ids as complaints carry them.
    package var mentions: Set<Int64>?
    /// Codes of districts.
    package var districts: Set<UInt16>?

    package init(received: Range<Int64>? = nil, mentions: Set<Int64>? = nil, districts: Set<UInt16>? = nil) {
        (self.received, self.mentions, self.districts) = (received, mentions, districts)
    }

    /// Every complaint meets them.
    package var isEmpty: Bool { received == nil && mentions == nil && districts == nil }
}

extension RowFacts {
    /// Whether the complaint of each id meets the conditions, by id. O(rows), one field at a time.
    package func marks(_ conditions: RowConditions) -> [Bool] {
        let mentions = conditions.mentions.map(Self.bits)
        let districts = conditions.districts.map(Self.bits)
        return [Bool](unsafeUninitializedCapacity: capacity) { marks, count in
            marks.initialize(repeating: false)
            count = capacity
            for case let block? in blocks {
                let ids = block.firstID..<block.firstID + ColumnBlock.count
                let part = UnsafeMutableBufferPointer(rebasing: marks[ids])
                for slot in part.indices { part[slot] = block.flags[slot] & ColumnRecord.present != 0 }
                if let period = conditions.received { part.keep { block.receivedAt($0).map(period.contains) ?? false } }
                if let mentions { part.keep { mentions.contains(Int(block.merchant[$0])) } }
                if let districts { part.keep { districts.contains(Int(block.district[$0])) } }
            }
        }
    }

    /// The last time of receipt before `end`, seconds since 1970; nil without any. O(rows), without an end O(blocks).
    package func lastReceived(before end: Int64?) -> Int64? {
        var last = Int64.min
        for case let block? in blocks {
            if let newest = block.lastReceived, newest < end ?? .max {
                last = max(last, newest)
            } else if let end {
                for slot in 0..<ColumnBlock.count {
                    if let at = block.receivedAt(slot), at < end { last = max(last, at) }
                }
            }
        }
        return last == .min ? nil : last
    }

    private static func bits<Code: FixedWidthInteger>(_ codes: Set<Code>) -> RowSet {
        var bits = RowSet(capacity: codes.max().map { Int($0) + 1 } ?? 0)
        for code in codes { bits.insert(Int(code)) }
        return bits
    }
}

extension UnsafeMutableBufferPointer<Bool> {
    /// Takes the mark from those that fail.
    @inline(__always)
    fileprivate func keep(_ test: (Int) -> Bool) {
        for slot in indices where self[slot] { self[slot] = test(slot) }
    }
}
