import Foundation
import GRDB

/// Changes links in the caller's write transaction: gathers whole blocks, writes each once.
package struct LinkWriter {
    private var gathered: [Int: [UInt8]] = [:]
    private var changed: Set<Int> = []

    package init() {}

    /// The link as it stands, changes of this writer included.
    package mutating func link(of id: Int64, _ db: Database) throws -> LinkRecord {
        let block = Int(id) >> ColumnBlock.shift
        try load(block, db)
        let start = Self.start(id)
        return gathered[block]?.withUnsafeBytes {
            LinkRecord(from: .init(rebasing: $0[start..<start + LinkRecord.size]))
        }
            ?? LinkRecord()
    }

    /// Changes the link of a complaint; written by `flush`.
    package mutating func change(_ id: Int64, _ db: Database, _ body: (inout LinkRecord) -> Void) throws {
        var record = try link(of: id, db)
        let before = record
        body(&record)
        guard record != before else { return }
        let block = Int(id) >> ColumnBlock.shift
        let start = Self.start(id)
        gathered[block]?.withUnsafeMutableBytes { bytes in
            record.write(to: .init(rebasing: bytes[start..<start + LinkRecord.size]))
        }
        changed.insert(block)
    }

    /// Writes the changed blocks under one new version and forgets what was read.
    package mutating func flush(_ db: Database) throws {
        defer { (gathered, changed) = ([:], []) }
        guard !changed.isEmpty else { return }
        let version = (try db.value(.readCounter, ["link_version"], as: Int64.self) ?? 0) + 1
        try db.run(.writeCounter, ["link_version", version])
        for block in changed.sorted() {
            guard let bytes = gathered[block] else { continue }
            try db.run(.writeLinkBlock, [block, bytes.withUnsafeBytes { Data($0) }])
            try db.run(.writeLinkVersion, [block, version])
        }
    }

    private mutating func load(_ block: Int, _ db: Database) throws {
        guard gathered[block] == nil else { return }
        let size = ColumnBlock.count * LinkRecord.size
        guard let data = try db.value(.readLinkBlock, [block], as: Data.self) else {
            gathered[block] = [UInt8](repeating: 0, count: size)
            return
        }
        guard data.count == size else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "link block \(block) has \(data.count) bytes")
        }
        gathered[block] = Array(data)
    }

    private static func start(_ id: Int64) -> Int { (Int(id) & ColumnBlock.mask) * LinkRecord.size }
}
