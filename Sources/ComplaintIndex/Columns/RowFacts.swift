import ComplaintModel
import GRDB

/// The columns of all complaints with the values behind the codes, for modules that count over them.
package struct RowFacts: Sendable {
    let columns: Columns
    private let names: CodeNames

    /// What the columns know of one complaint.
    package struct Fact: Sendable, Equatable {
        let record: ColumnRecord

        /// Seconds since 1970.
        package var receivedAt: Int64? { record.receivedAt }
        /// Days since 1970 in China; nil without a time of receipt.
        package var day: Int? { record.receivedAt.map(RowFacts.day) }
        package var merchant: Int64? { record.merchant == ColumnRecord.none32 ? nil : Int64(record.merchant) }
        package var cents: Int64? { ColumnRecord.cents(record.amount) }
        package var category: UInt16 { record.category }
        package var district: UInt16 { record.district }
        package var channel: UInt8 { record.channel }
        package var kind: UInt8 { record.kind }
        package var status: UInt8 { record.status }
    }

    init(_ columns: Columns, _ names: CodeNames) {
        self.columns = columns
        self.names = names
    }

    /// The newest version within: equal for equal columns of one database.
    package var version: Int64 { columns.version }

    /// The names behind the categories' codes, in their order.
    package var categoryNames: [String] { names.values[.category] ?? [] }

    /// One more than the highest id that may have a row.
    package var capacity: Int { columns.capacity }

    /// Nil where there is no such complaint.
    package subscript(id: Int) -> Fact? { columns.record(id).map(Fact.init) }

    /// Whether there is such a complaint.
    package func holds(_ id: Int) -> Bool { columns.place(of: id) != nil }

    // One field of a complaint, for passes over many that would else read all of them from as many arrays.

    /// The merchant id that a complaint got at intake; 0 for none.
    package func merchantID(_ id: Int) -> UInt32 {
        guard let (block, slot) = columns.place(of: id), block.merchant[slot] != ColumnRecord.none32 else { return 0 }
        return block.merchant[slot]
    }

    package func receivedAt(_ id: Int) -> Int64? {
        guard let (block, slot) = columns.place(of: id) else { return nil }
        return block.receivedAt(slot)
    }

    package func day(_ id: Int) -> Int? { receivedAt(id).map(Self.day) }

    package func cents(_ id: Int) -> Int64? {
        guard let (block, slot) = columns.place(of: id) else { return nil }
        return ColumnRecord.cents(block.amount[slot])
    }

    package func categoryCode(_ id: Int) -> UInt16? { columns.place(of: id).map { $0.block.category[$0.slot] } }
    package func districtCode(_ id: Int) -> UInt16? { columns.place(of: id).map { $0.block.district[$0.slot] } }

    /// The day in China, since 1970.
    private static func day(_ seconds: Int64) -> Int { Int((seconds + Timestamp.shanghaiOffset).quotient(of: 86_400)) }

    /// Raised by every change of a row that lies with this one; 0 where none is.
    package func blockVersion(_ id: Int) -> Int64 {
        id >> ColumnBlock.shift < columns.blocks.count ? columns.blocks[id >> ColumnBlock.shift]?.version ?? 0 : 0
    }

    package static var blockSize: Int { ColumnBlock.count }

    /// The ids that lie in one block.
    package static func ids(ofBlock block: Int) -> Range<Int> {
        block << ColumnBlock.shift..<(block + 1) << ColumnBlock.shift
    }

    /// Numbers of the blocks of 1,024 ids that aren't those of `old`.
    package func changedBlocks(since old: RowFacts?) -> [Int] {
        let known = old?.columns.blocks ?? []
        return columns.blocks.indices.filter { $0 >= known.count || columns.blocks[$0] !== known[$0] }
    }

    package func category(_ code: UInt16) -> String? { names.value(.category, code) }
    package func district(_ code: UInt16) -> String? { names.value(.district, code) }

    /// The codes of the categories that are `name` or below it (网购, 网购/家电).
    package func categoryCodes(_ name: String) -> Set<UInt16> {
        codes(.category) { $0 == name || $0.hasPrefix(name + "/") }
    }

    package func districtCodes(_ name: String) -> Set<UInt16> { codes(.district) { $0 == name } }

    private func codes(_ list: CodeList, _ fits: (String) -> Bool) -> Set<UInt16> {
        let values = names.values[list] ?? []
        return Set(values.indices.filter { fits(values[$0]) }.map { UInt16(clamping: $0) })
    }
}

extension Int64 {
    /// The quotient rounded down, for days before 1970 too.
    fileprivate func quotient(of divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}

extension Store {
    /// The columns as `db`'s transaction sees them.
    package func rowFacts(_ db: Database) throws -> RowFacts {
        RowFacts(try columns.columns(db), try CodeNames(db))
    }
}
