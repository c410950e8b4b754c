import Foundation
import GRDB

/// Writes records in the caller's transaction. A single record goes into its block in place (one page of WAL); many in
/// a row are gathered and written block by block.
struct ColumnWriter {
    private var gathered: [Int: [UInt8]] = [:]
    private var order: [Int] = []
    private var records: Int64 = 0

    /// Puts a record aside until `flush`.
    mutating func put(_ record: ColumnRecord, id: Int64, _ db: Database) throws {
        let block = Int(id) >> ColumnBlock.shift
        if gathered[block] == nil {
            gathered[block] = try Self.read(block, db)
            order.append(block)
        }
        records += 1
        let start = (Int(id) & ColumnBlock.mask) * ColumnRecord.size
        gathered[block]?.withUnsafeMutableBytes { bytes in
            record.write(to: .init(rebasing: bytes[start..<start + ColumnRecord.size]))
        }
    }

    /// Writes what was put aside, under one new version.
    mutating func flush(_ db: Database) throws {
        guard !order.isEmpty else { return }
        let version = try Self.nextVersion(db, records: records)
        for block in order.sorted() {
            guard let bytes = gathered[block] else { continue }
            try db.run(.writeBlock, [block, bytes.withUnsafeBytes { Data($0) }])
            try db.run(.writeBlockVersion, [block, version])
        }
        gathered = [:]
        order = []
        records = 0
    }

    /// Writes one record where it stands.
    static func write(_ record: ColumnRecord, id: Int64, _ db: Database) throws {
        let block = Int(id) >> ColumnBlock.shift
        if try db.value(.readBlock, [block], as: Data.self) == nil {
            var writer = ColumnWriter()
            try writer.put(record, id: id, db)
            return try writer.flush(db)
        }
        var bytes = [UInt8](repeating: 0, count: ColumnRecord.size)
        bytes.withUnsafeMutableBytes { record.write(to: $0) }
        let offset = (Int(id) & ColumnBlock.mask) * ColumnRecord.size
        try BlobWriter.write(bytes, table: "column_blocks", column: "records", row: Int64(block), offset: offset, db)
        try db.run(.writeBlockVersion, [block, try nextVersion(db, records: 1)])
    }

    /// Grows by the number of records written, so that it also says how many rows have changed at most.
    private static func nextVersion(_ db: Database, records: Int64) throws -> Int64 {
        let version = (try db.value(.readCounter, ["column_version"], as: Int64.self) ?? 0) + records
        try db.run(.writeCounter, ["column_version", version])
        return version
    }

    private static func read(_ block: Int, _ db: Database) throws -> [UInt8] {
        let size = ColumnBlock.count * ColumnRecord.size
        guard let data = try db.value(.readBlock, [block], as: Data.self) else {
            return [UInt8](repeating: 0, count: size)
        }
        guard data.count == size else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "column block \(block) has \(data.count) bytes")
        }
        return Array(data)
    }
}
