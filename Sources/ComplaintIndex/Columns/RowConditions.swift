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
    /// Whether the complaint of each id meets the conditions, by id. O(rows), one field at a time.
    package func marks(_ conditions: RowConditions) -> [Bool] {
        let kept = conditions.filters.reduce(Rows(columns.present).list) { $1.kept($0, columns) }
        var marks = [Bool](repeating: false, count: capacity)
        withExtendedLifetime(kept) {
            for row in kept.rows { marks[Int(row)] = true }
        }
        return marks
    }

    /// The last time of receipt before `end`, seconds since 1970; nil without any. O(rows), without an end O(blocks).
    package func lastReceived(before end: Int64?) -> Int64? {
        var last = Int64.min
        for case let block? in columns.blocks {
            if let newest = block.lastReceived, newest < end ?? .max {
                last = max(last, newest)
            } else if let end {
                for id in block.firstID..<block.firstID + ColumnBlock.count {
                    if let at = receivedAt(id), at < end { last = max(last, at) }
                }
            }
        }
        return last == .min ? nil : last
    }
}
