import ComplaintModel

/// Which value of one dimension each of some complaints has: cells numbered in the order in which they are met. One pass
/// over the columns; a value is looked up once and not once a complaint.
struct StatsCells {
    /// The value of each cell, as `StatsKey` numbers them.
    private(set) var numbers: [Int] = []
    /// The cell of each complaint, by id; -1 for none.
    private(set) var cellOf: [Int32]

    /// - Parameter dimension: nil puts all into one cell.
    init(_ rows: RowList, _ columns: Columns, _ dimension: StatsDimension?) {
        cellOf = [Int32](repeating: -1, count: columns.capacity)
        switch dimension {
        case nil: fill(rows, columns, 1, { $0 }, { _, _ in 0 })
        case .kind: fill(rows, columns, 256, { $0 }, { Int($0.kind[$1]) })
        case .channel: fill(rows, columns, 256, { $0 }, { Int($0.channel[$1]) })
        case .category: fill(rows, columns, 1 << 16, Self.code) { Int($0.category[$1]) }
        case .district: fill(rows, columns, 1 << 16, Self.code) { Int($0.district[$1]) }
        case .day: fillDays(rows, columns) { $0 }
        case .week: fillDays(rows, columns, StatsKey.monday)
        case .month: fillDays(rows, columns, StatsKey.firstOfMonth)
        }
    }

    private static func code(_ code: Int) -> Int? { code == Int(ColumnRecord.none16) ? nil : code }

    private mutating func fillDays(_ rows: RowList, _ columns: Columns, _ number: (Int) -> Int) {
        var (first, last) = (UInt32.max, UInt32.min)
        columns.forEachPart(of: rows) { block, part in
            for row in part {
                let minute = block.received[Int(row) & ColumnBlock.mask]
                guard minute != ColumnRecord.none32 else { continue }
                (first, last) = (min(first, minute), max(last, minute))
            }
        }
        guard first <= last else { return }
        let start = Self.day(first)
        fill(rows, columns, Self.day(last) - start + 1, { number($0 + start) }) { block, slot in
            let minute = block.received[slot]
            return minute == ColumnRecord.none32 ? nil : Self.day(minute) - start
        }
    }

    private static func day(_ minute: UInt32) -> Int {
        Int(Timestamp(epochSeconds: ColumnRecord.seconds(minute, 0) ?? 0).day.daysSince1970)
    }

    /// - Parameters:
    ///   - codes: all codes are below this.
    ///   - number: of a code's value; asked once a code.
    ///   - code: of a complaint.
    @inline(__always)
    private mutating func fill(
        _ rows: RowList, _ columns: Columns, _ codes: Int, _ number: (Int) -> Int?,
        _ code: (ColumnBlock, Int) -> Int?
    ) {
        let unknown: Int32 = -2
        var cellOfCode = [Int32](repeating: unknown, count: codes)
        var known: [Int: Int32] = [:]
        columns.forEachPart(of: rows) { block, part in
            for row in part {
                let slot = Int(row) & ColumnBlock.mask
                guard block.flags[slot] & ColumnRecord.present != 0, let code = code(block, slot) else { continue }
                if cellOfCode[code] == unknown { cellOfCode[code] = cell(of: number(code), &known) }
                cellOf[Int(row)] = cellOfCode[code]
            }
        }
    }

    private mutating func cell(of number: Int?, _ known: inout [Int: Int32]) -> Int32 {
        guard let number else { return -1 }
        if let cell = known[number] { return cell }
        let cell = Int32(numbers.count)
        numbers.append(number)
        known[number] = cell
        return cell
    }
}
