/// What complaints must have to be counted; nil asks nothing.
package struct RowConditions: Sendable {
    package var received: EpochRange?
    /// Merchant ids as complaints carry them.
    package var mentions: Set<Int64>?
    /// Codes of districts.
    package var districts: Set<UInt16>?

    package init(received: EpochRange? = nil, mentions: Set<Int64>? = nil, districts: Set<UInt16>? = nil) {
        (self.received, self.mentions, self.districts) = (received, mentions, districts)
    }

    /// Every complaint meets them.
    package var isEmpty: Bool { received == nil && mentions == nil && districts == nil }
}

extension RowConditions {
    fileprivate var filters: [RowFilter] {
        [
            received.map(RowFilter.received), mentions.map { ids in .codes(Self.bits(ids)) { $0.merchant } },
            districts.map { codes in .codes(Self.bits(codes)) { $0.district } },
        ].compactMap { $0 }
    }

    private static func bits<Code: FixedWidthInteger>(_ codes: Set<Code>) -> RowSet {
        var bits = RowSet(capacity: codes.max().map { Int($0) + 1 } ?? 0)
        for code in codes { bits.insert(Int(code)) }
        return bits
    }
}

extension RowFacts {
    /// The complaints that meet the conditions, rising. Blocks that were received before or after all that is asked for are
    /// passed over: O(rows) at most, one field at a time.
    package func rows(_ conditions: RowConditions) -> [Int32] {
        let filters = conditions.filters
        var found: [Int32] = []
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: ColumnBlock.count) { kept in
            guard let start = kept.baseAddress else { return }
            for case let block? in columns.blocks where conditions.received.map(block.mayBeReceived) ?? true {
                var count = block.writeRows(to: start)
                for case .columns(let test) in filters {
                    count = test(block, UnsafeBufferPointer(start: start, count: count), start)
                }
                found.append(contentsOf: kept[..<count].lazy.map { Int32(bitPattern: $0) })
            }
        }
        return found
    }

    /// The last time of receipt before `end`, seconds since 1970; nil without any. O(rows), without an end O(blocks).
    package func lastReceived(before end: Int64?) -> Int64? {
        var last: Int64?
        for case let block? in columns.blocks {
            guard let newest = block.lastReceived, last.map({ newest > $0 }) ?? true else { continue }
            guard let end, newest >= end else {
                last = newest
                continue
            }
            guard let first = block.firstReceived, first < end else { continue }
            for slot in 0..<ColumnBlock.count where block.flags[slot] & ColumnRecord.present != 0 {
                guard let at = block.receivedAt(slot), at < end else { continue }
                last = max(last ?? at, at)
            }
        }
        return last
    }
}

extension ColumnBlock {
    /// Whether a complaint in the block may have come in within the range.
    fileprivate func mayBeReceived(in range: EpochRange) -> Bool {
        guard let first = firstReceived, let last = lastReceived else { return false }
        return last >= range.lower ?? .min && first < range.upper ?? .max
    }

    /// Writes the ids of all complaints in the block, rising, and gives how many.
    fileprivate func writeRows(to out: UnsafeMutablePointer<UInt32>) -> Int {
        var count = 0
        for slot in 0..<Self.count {
            out[count] = UInt32(truncatingIfNeeded: firstID + slot)
            count += Int(flags[slot] & ColumnRecord.present)
        }
        return count
    }
}
