import GRDB
import Synchronization
import TextAnalysis

/// All records as one read transaction sees them. Immutable; shared by whoever reads the same version.
struct Columns: Sendable {
    let blocks: [ColumnBlock?]
    /// The newest block version within.
    let version: Int64
    /// Rows that the full-text tables hold: N of the ranking formula.
    let indexedCount: Int
    let wordTotal: Int
    let bigramTotal: Int
    let hanziTotal: Int

    /// Lengths by id, as the ranking kernel reads them; 0 for rows that are not indexed.
    let lengths: FlatLengths

    static let empty = Columns(blocks: [], version: 0, lengths: FlatLengths())

    init(blocks: [ColumnBlock?], version: Int64, lengths: FlatLengths) {
        self.blocks = blocks
        self.version = version
        self.lengths = lengths
        var totals = (rows: 0, words: 0, bigrams: 0, hanzi: 0)
        for case let block? in blocks {
            totals.rows += block.indexedCount
            totals.words += block.wordTotal
            totals.bigrams += block.bigramTotal
            totals.hanzi += block.hanziTotal
        }
        (indexedCount, wordTotal, bigramTotal, hanziTotal) = (totals.rows, totals.words, totals.bigrams, totals.hanzi)
    }

    /// One more than the highest id that may have a record.
    var capacity: Int { blocks.count << ColumnBlock.shift }

    /// The highest id that has a record, 0 without any.
    var highestID: Int {
        for case let block? in blocks.reversed() {
            guard let word = block.present.lastIndex(where: { $0 != 0 }) else { continue }
            return block.firstID + word * 64 + 63 - block.present[word].leadingZeroBitCount
        }
        return 0
    }

    /// The rows that have records.
    var present: RowSet { RowSet(words: blocks.flatMap { $0?.present ?? ColumnBlock.nonePresent }) }

    /// Calls `body` with the rows of each block that has records.
    func forEachPart(of list: RowList, _ body: (ColumnBlock, UnsafeBufferPointer<UInt32>) -> Void) {
        var at = 0
        while at < list.rows.count {
            let index = Int(list.rows[at]) >> ColumnBlock.shift
            let end = list.place(
                of: (index + 1) << ColumnBlock.shift, from: at, to: min(list.rows.count, at + ColumnBlock.count))
            if index < blocks.count, let block = blocks[index] {
                body(block, UnsafeBufferPointer(rebasing: list.rows[at..<end]))
            }
            at = end
        }
    }

    /// At how many positions the field text surely has words.
    func textWords(_ id: Int) -> Int {
        place(of: id).map { ColumnRecord.textWords($0.block.flags[$0.slot]) } ?? 0
    }

    func record(_ id: Int) -> ColumnRecord? { place(of: id).map { $0.block.record($0.slot) } }

    /// Where the record of a complaint lies; nil where there is none.
    @inline(__always)
    func place(of id: Int) -> (block: ColumnBlock, slot: Int)? {
        guard id >> ColumnBlock.shift < blocks.count, let block = blocks[id >> ColumnBlock.shift],
            block.flags[id & ColumnBlock.mask] & ColumnRecord.present != 0
        else { return nil }
        return (block, id & ColumnBlock.mask)
    }
}

/// The lengths of all rows, one array a class, 6 bytes a row.
struct FlatLengths: Sendable {
    var words: [UInt16] = []
    var bigrams: [UInt16] = []
    var hanzi: [UInt16] = []

    /// Makes room for so many blocks: arrays that grow are copied time and again, which a process that answers one question
    /// would wait for.
    mutating func reserve(blocks: Int) {
        let rows = min(blocks, 1 << 14) << ColumnBlock.shift
        words.reserveCapacity(rows)
        bigrams.reserveCapacity(rows)
        hanzi.reserveCapacity(rows)
    }

    /// Takes over a block's lengths.
    mutating func put(_ block: ColumnBlock, at index: Int) {
        let start = index << ColumnBlock.shift
        let end = start + ColumnBlock.count
        Self.put(block.words, &words, start..<end)
        Self.put(block.bigrams, &bigrams, start..<end)
        Self.put(block.hanzi, &hanzi, start..<end)
    }

    private static func put(_ from: UnsafePointer<UInt16>, _ to: inout [UInt16], _ range: Range<Int>) {
        let values = UnsafeBufferPointer(start: from, count: range.count)
        if to.count < range.lowerBound {
            to.append(contentsOf: [UInt16](repeating: 0, count: range.lowerBound - to.count))
        }
        // A process that begins reads block after block: each is copied once.
        guard to.count > range.lowerBound else { return to.append(contentsOf: values) }
        to.replaceSubrange(range, with: values)
    }

    func values(_ termClass: TermClass) -> [UInt16] {
        switch termClass {
        case .word: words
        case .bigram: bigrams
        case .hanzi: hanzi
        }
    }
}

/// Keeps the newest columns in memory and brings them up to date by block version.
final class ColumnCache: Sendable {
    private let newest = Mutex<Columns>(.empty)
    /// Without fields, until something asks for these.
    private let newestLengths = Mutex<Columns>(.empty)

    /// The columns as `db`'s transaction sees them. Reads the blocks that changed since: O(changed blocks).
    func columns(_ db: Database) throws -> Columns {
        let known = newest.withLock { $0 }
        let version = try db.value(.readCounter, ["column_version"], as: Int64.self) ?? 0
        if version == known.version { return known }
        let columns =
            version > known.version
            ? try advance(known, to: version, db) : try wound(back: known, to: version, db)
        newest.withLock { if $0.version < columns.version { $0 = columns } }
        newestLengths.withLock { $0 = .empty }
        return columns
    }

    /// Columns of which only lengths, sums and which rows there are may be read: what ranking needs. A process that
    /// answers one question is done before the others would be there.
    func lengths(_ db: Database) throws -> Columns {
        let version = try db.value(.readCounter, ["column_version"], as: Int64.self) ?? 0
        let known = newestLengths.withLock { $0 }
        let hasFields = newest.withLock { $0.version > 0 }
        if hasFields || version < known.version { return try columns(db) }
        if version == known.version { return known }
        let columns = try advance(known, to: version, db, withFields: false)
        newestLengths.withLock { if $0.version < columns.version { $0 = columns } }
        return columns
    }

    private func advance(
        _ known: Columns, to version: Int64, _ db: Database, withFields: Bool = true
    ) throws -> Columns {
        var blocks = known.blocks
        var lengths = known.lengths
        if lengths.words.isEmpty {
            lengths.reserve(blocks: try (db.value(.lastBlock, [], as: Int.self) ?? -1) + 1)
        }
        let rows = try Row.fetchCursor(db.statement(.changedBlocks), arguments: [known.version])
        while let row = try rows.next() { try Self.put(row, &blocks, &lengths, withFields: withFields) }
        return Columns(blocks: blocks, version: version, lengths: lengths)
    }

    /// The rare case of a transaction older than the newest columns: what is newer than it is read again.
    private func wound(back known: Columns, to version: Int64, _ db: Database) throws -> Columns {
        var blocks = known.blocks
        var lengths = known.lengths
        for (index, block) in blocks.enumerated() where (block?.version ?? 0) > version { blocks[index] = nil }
        let stale = Set(blocks.indices.filter { blocks[$0] == nil })
        let rows = try Row.fetchCursor(db.statement(.changedBlocks), arguments: [0])
        while let row = try rows.next() {
            let index: Int = row[0]
            if stale.contains(index) || index >= blocks.count { try Self.put(row, &blocks, &lengths) }
        }
        return Columns(blocks: blocks, version: version, lengths: lengths)
    }

    private static func put(
        _ row: Row, _ blocks: inout [ColumnBlock?], _ lengths: inout FlatLengths, withFields: Bool = true
    ) throws {
        let index: Int = row[0]
        guard index >= 0, index < 1 << 22 else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "column block \(index)")
        }
        while blocks.count <= index { blocks.append(nil) }
        try row.withUnsafeData(atIndex: 2) { data in
            let version: Int64 = row[1]
            let block = (data ?? .init()).withUnsafeBytes {
                withFields
                    ? ColumnBlock(index: index, version: version, records: $0)
                    : ColumnBlock(index: index, version: version, lengthsOf: $0)
            }
            blocks[index] = block
            lengths.put(block, at: index)
        }
    }
}
