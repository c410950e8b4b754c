import CPostings
import Foundation
import GRDB
import TextAnalysis

/// The bigrams and single Hanzi of the rows that an import adds in one transaction, written as one segment of FTS5's table in
/// place of an INSERT for each row, which costs four times as much: see CPostingsGather.h.
///
/// For rows that were not there before; changed and removed ones go through FTS5. Until `write`, nobody finds the rows by
/// their bigrams, in this transaction either.
final class BigramGather {
    private let raw: OpaquePointer

    /// 128 MB at most; complaints of 150 Hanzi come to a third of it in a transaction.
    private static let mostPostings = 1 << 24
    private static let totalsID: Int64 = 1
    private static let structureID: Int64 = 10

    /// Nil where FTS5's table has another form than the one written here, which then takes the rows itself.
    init?(_ db: Database) throws {
        guard let format = try Row.fetchOne(db.statement(.bigramsFormat)), format[0] == 4, format[1] == nil,
            let structure = try Self.record(Self.structureID, db), Self.freeSegment(structure) != nil,
            let raw = cpostings_gather_open()
        else { return nil }
        self.raw = raw
    }

    deinit { cpostings_gather_close(raw) }

    /// - Parameter id: higher than those before it.
    func add(_ analysis: Analysis, id: Int64) throws {
        var isTaken = id >= 0 && id <= Int64(UInt32.max) && cpostings_gather_row(raw, UInt32(truncatingIfNeeded: id))
        analysis.pool.withUnsafeBytes { pool in
            for token in analysis.tokens where token.termClass != .word && isTaken {
                let term = token.termRange
                isTaken = cpostings_gather_term(raw, pool.baseAddress.map { $0 + term.lowerBound }, term.count)
            }
        }
        guard isTaken else { throw Self.outOfMemory }
    }

    /// Whether it holds as much as it should, 4 bytes a posting and as much again to sort them: time to commit.
    var isFull: Bool { cpostings_gather_postings(raw) >= Self.mostPostings }

    /// Sorts what was added, once; `eachTerm` is handed the bytes of each term once, in order.
    func sort(_ eachTerm: (UnsafeBufferPointer<UInt8>) -> Void) throws {
        guard cpostings_gather_sort(raw) else { throw Self.outOfMemory }
        var term = [UInt8](repeating: 0, count: Int(CPOSTINGS_GATHER_TERM))
        term.withUnsafeMutableBufferPointer { term in
            for place in 0..<cpostings_gather_terms(raw) {
                let size = cpostings_gather_sorted_term(raw, place, term.baseAddress)
                eachTerm(UnsafeBufferPointer(rebasing: term[..<size]))
            }
        }
    }

    /// Writes what was sorted; once, as the last step before the commit.
    func write(_ db: Database) throws {
        let (rows, postings) = (cpostings_gather_rows(raw), cpostings_gather_postings(raw))
        guard postings > 0 else { return }
        // A setting it has already: so that the table takes part in the transaction and hears of the savepoints.
        try db.run(.setBigrams, ["automerge", 0])
        // At a savepoint FTS5 writes out what it holds back itself: its records are whole then.
        try db.inSavepoint { .commit }
        guard let structure = try Self.record(Self.structureID, db), let segment = Self.freeSegment(structure) else {
            throw Self.damaged("its structure record can't be read")
        }
        let leaves = try writeLeaves(of: segment, db)
        let changed = try Self.adding(segment, leaves, to: structure)
        try db.run(.writeBigramsRecord, [Self.structureID, changed])
        try Self.addTotals(rows: rows, tokens: postings, db)
        // At a rollback it forgets the records it has in memory, and reads ours.
        try db.inSavepoint { .rollback }
    }

    private func writeLeaves(of segment: Int32, _ db: Database) throws -> Int32 {
        let (insertLeaf, insertTerm) = (
            try RowStatement(db, .insertBigramsLeaf), try RowStatement(db, .insertBigramsLeafTerm)
        )
        var leaf = cpostings_leaf()
        var leaves: Int32 = 0
        while cpostings_gather_leaf(raw, &leaf) {
            leaves = leaf.number
            try insertLeaf.run { values in
                values.put(Int64(segment) << 37 | Int64(leaf.number))
                values.put(UnsafeRawBufferPointer(start: leaf.bytes, count: leaf.size))
            }
            guard leaf.is_indexed else { continue }
            try insertTerm.run { values in
                values.put(Int64(segment))
                values.put(UnsafeRawBufferPointer(start: leaf.term, count: leaf.term_size))
                values.put(Int64(leaf.number) << 1)
            }
        }
        return leaves
    }

    // MARK: FTS5's records

    private static func record(_ id: Int64, _ db: Database) throws -> Data? {
        try db.value(.bigramsRecord, [id], as: Data.self)
    }

    private static func freeSegment(_ structure: Data) -> Int32? {
        let id = structure.withUnsafeBytes { cpostings_structure_free_id($0.baseAddress, $0.count) }
        return id > 0 ? id : nil
    }

    private static func adding(_ segment: Int32, _ leaves: Int32, to structure: Data) throws -> Data {
        var changed = [UInt8](repeating: 0, count: structure.count + 64)
        let size = structure.withUnsafeBytes {
            cpostings_structure_add($0.baseAddress, $0.count, segment, leaves, &changed)
        }
        guard size > 0 else { throw damaged("its structure record can't be read") }
        return Data(changed[..<size])
    }

    /// The record of averages: how many rows there are, and how many tokens.
    private static func addTotals(rows: Int, tokens: Int, _ db: Database) throws {
        var numbers = Varints.read(try record(totalsID, db) ?? Data())
        guard numbers.isEmpty || numbers.count == 2 else { throw damaged("its record of averages can't be read") }
        if numbers.isEmpty { numbers = [0, 0] }
        try db.run(
            .writeBigramsRecord,
            [totalsID, Varints.bytes([numbers[0] + UInt64(rows), numbers[1] + UInt64(tokens)])])
    }

    private static var outOfMemory: DatabaseError {
        DatabaseError(resultCode: .SQLITE_NOMEM, message: "not enough memory for the bigrams of an import")
    }

    private static func damaged(_ problem: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the table bigrams: \(problem)")
    }
}

/// Numbers as SQLite's records hold them: seven bits a byte, highest first, all but the last with the top bit set. Those
/// of nine bytes, beyond 2^56, don't occur here.
private enum Varints {
    static func read(_ bytes: Data) -> [UInt64] {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for byte in bytes {
            number = number << 7 | UInt64(byte & 0x7F)
            guard byte < 0x80 else { continue }
            numbers.append(number)
            number = 0
        }
        return numbers
    }

    static func bytes(_ numbers: [UInt64]) -> Data {
        var data = Data()
        for number in numbers {
            let groups = max(1, (UInt64.bitWidth - number.leadingZeroBitCount + 6) / 7)
            for group in (0..<groups).reversed() {
                data.append(UInt8(number >> UInt64(7 * group) & 0x7F) | (group > 0 ? 0x80 : 0))
            }
        }
        return data
    }
}
