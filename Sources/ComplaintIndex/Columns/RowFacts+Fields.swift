import ComplaintModel

/// One field of many complaints, in their order. Each block is found and held once for those that lie in it side by side: asked
/// complaint by complaint, most of the time goes into that.
extension RowFacts {
    /// Days since 1970 in China; the least number without a time of receipt.
    package func days(of rows: [Int32]) -> [Int32] {
        // Counted from 1900, so that nothing is negative; that begins with a whole day.
        let (offset, epoch) = (UInt64(Timestamp.shanghaiOffset), Int32(ColumnRecord.epoch / 86_400))
        return values(of: rows, none: .min) { block, slot in
            guard block.received[slot] != ColumnRecord.none32 else { return .min }
            let seconds = UInt64(block.received[slot]) * 60 + UInt64(block.second[slot]) + offset
            return Int32(truncatingIfNeeded: seconds / 86_400) + epoch
        }
    }

    /// Times of receipt, seconds since 1970; the least number without one.
    package func seconds(of rows: [Int32]) -> [Int64] {
        values(of: rows, none: .min) { $0.receivedAt($1) ?? .min }
    }

    /// Sums in dispute; nil without one.
    package func cents(of rows: [Int32]) -> [Int64?] {
        values(of: rows, none: nil) { ColumnRecord.cents($0.amount[$1]) }
    }

    /// Codes of categories; one that has no name without one.
    package func categoryCodes(of rows: [Int32]) -> [UInt16] {
        values(of: rows, none: ColumnRecord.none16) { $0.category[$1] }
    }

    /// Codes of districts; one that has no name without one.
    package func districtCodes(of rows: [Int32]) -> [UInt16] {
        values(of: rows, none: ColumnRecord.none16) { $0.district[$1] }
    }

    /// Codes of channels.
    package func channelCodes(of rows: [Int32]) -> [UInt8] {
        values(of: rows, none: .max) { $0.channel[$1] }
    }

    /// - Parameter none: for ids without a complaint.
    @inline(__always)
    private func values<Value>(of rows: [Int32], none: Value, _ value: (ColumnBlock, Int) -> Value) -> [Value] {
        [Value](unsafeUninitializedCapacity: rows.count) { values, count in
            rows.withUnsafeBufferPointer { rows in
                while count < rows.count {
                    let index = Int(rows[count]) >> ColumnBlock.shift
                    var end = count + 1
                    while end < rows.count, Int(rows[end]) >> ColumnBlock.shift == index { end += 1 }
                    if index < columns.blocks.count, let block = columns.blocks[index] {
                        for place in count..<end {
                            let slot = Int(rows[place]) & ColumnBlock.mask
                            let isThere = block.flags[slot] & ColumnRecord.present != 0
                            values.initializeElement(at: place, to: isThere ? value(block, slot) : none)
                        }
                    } else {
                        for place in count..<end { values.initializeElement(at: place, to: none) }
                    }
                    count = end
                }
            }
        }
    }
}
