import Foundation
import GRDB
import Synchronization

/// All links as one read transaction sees them, an array a field, indexed by the complaint's id. 13 bytes a row.
package struct Links: Sendable {
    package private(set) var cluster: [UInt32] = []
    package private(set) var person: [UInt32] = []
    package private(set) var origin: [UInt32] = []
    package private(set) var relation: [UInt8] = []
    /// The newest block version within.
    package let version: Int64

    static let empty = Links(version: 0)

    private init(version: Int64) { self.version = version }

    /// One more than the highest id that may have a link.
    package var capacity: Int { cluster.count }

    package subscript(id: Int) -> LinkRecord {
        var record = LinkRecord()
        guard id < cluster.count else { return record }
        (record.cluster, record.person, record.origin) = (cluster[id], person[id], origin[id])
        record.relation = LinkRecord.Relation(rawValue: relation[id]) ?? .none
        return record
    }

    /// Whether the complaint is neither a repeat nor a copy of another.
    package func isUnrelated(_ id: Int) -> Bool {
        id >= relation.count || relation[id] == LinkRecord.Relation.none.rawValue
    }

    /// Numbers of the blocks of 1,024 ids in which a record is another than in `old`. O(rows), 13 bytes a row compared.
    package func changedBlocks(since old: Links?) -> [Int] {
        (0..<capacity >> ColumnBlock.shift).filter { block in
            let range = RowFacts.ids(ofBlock: block)
            guard let old, range.upperBound <= old.capacity else { return true }
            return Self.differ(cluster, old.cluster, range) || Self.differ(person, old.person, range)
                || Self.differ(origin, old.origin, range) || Self.differ(relation, old.relation, range)
        }
    }

    private static func differ<T: FixedWidthInteger>(_ a: [T], _ b: [T], _ range: Range<Int>) -> Bool {
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                let (start, size) = (range.lowerBound * MemoryLayout<T>.size, range.count * MemoryLayout<T>.size)
                guard let a = a.baseAddress, let b = b.baseAddress else { return true }
                return memcmp(a + start, b + start, size) != 0
            }
        }
    }

    /// These links with the blocks that changed since; a transaction older than them is read from the start.
    func advanced(to version: Int64, _ db: Database) throws -> Links {
        var links = Links(version: version)
        if version > self.version {
            (links.cluster, links.person, links.origin, links.relation) = (cluster, person, origin, relation)
        }
        let since = version > self.version ? self.version : 0
        if links.capacity == 0 { links.reserve(Int(try db.value(.lastID, as: Int64.self) ?? 0)) }
        let rows = try Row.fetchCursor(db.statement(.changedLinkBlocks), arguments: [since])
        while let row = try rows.next() {
            let index: Int = row[0]
            guard index >= 0, index < 1 << 22 else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "link block \(index)")
            }
            try row.withUnsafeData(atIndex: 2) { data in
                (data ?? .init()).withUnsafeBytes { links.put($0, at: index << ColumnBlock.shift) }
            }
        }
        return links
    }

    /// Room for all blocks at once: growing block by block leaves half as much again empty.
    private mutating func reserve(_ lastID: Int) {
        let count = (lastID >> ColumnBlock.shift + 1) << ColumnBlock.shift
        cluster.reserveCapacity(count)
        person.reserveCapacity(count)
        origin.reserveCapacity(count)
        relation.reserveCapacity(count)
    }

    private mutating func put(_ bytes: UnsafeRawBufferPointer, at first: Int) {
        let end = first + ColumnBlock.count
        if cluster.count < end {
            let more = end - cluster.count
            cluster.append(contentsOf: repeatElement(0, count: more))
            person.append(contentsOf: repeatElement(0, count: more))
            origin.append(contentsOf: repeatElement(0, count: more))
            relation.append(contentsOf: repeatElement(0, count: more))
        }
        for slot in 0..<min(ColumnBlock.count, bytes.count / LinkRecord.size) {
            let start = slot * LinkRecord.size
            let record = LinkRecord(from: .init(rebasing: bytes[start..<start + LinkRecord.size]))
            let id = first + slot
            (cluster[id], person[id], origin[id]) = (record.cluster, record.person, record.origin)
            relation[id] = record.relation.rawValue
        }
    }
}

/// Keeps the newest links in memory and brings them up to date by block version.
final class LinkCache: Sendable {
    private let newest = Mutex<Links>(.empty)

    /// The links as `db`'s transaction sees them. Reads the blocks that changed since.
    func links(_ db: Database) throws -> Links {
        let known = newest.withLock { $0 }
        let version = try db.value(.readCounter, ["link_version"], as: Int64.self) ?? 0
        if version == known.version { return known }
        let links = try known.advanced(to: version, db)
        newest.withLock { if $0.version < links.version { $0 = links } }
        return links
    }
}

extension Store {
    /// The link of one complaint, from its block alone.
    package func link(of id: Int64, _ db: Database) throws -> LinkRecord {
        var writer = LinkWriter()
        return try writer.link(of: id, db)
    }

    /// The links of all complaints as `db`'s transaction sees them.
    package func links(_ db: Database) throws -> Links { try linkCache.links(db) }
}
