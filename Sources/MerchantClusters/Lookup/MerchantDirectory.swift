import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// Reads merchants: lists, one with all that is known of it. Every id may be one that a merge made a redirect.
public struct MerchantDirectory: Sendable {
    let store: Store

    public init(_ store: Store) { self.store = store }

    /// The merchant that an id stands for today; nil for an id that was never given out.
    public func entity(of id: Int64) throws -> Int64? {
        try store.read { db in try Self.entity(of: id, db) }
    }

    package static func entity(of id: Int64, _ db: Database) throws -> Int64? {
        try db.value(named: MerchantSQL.entityOfMention, [id])
    }

    /// The ids that complaints of a merchant carry.
    package static func mentions(of entity: Int64, _ db: Database) throws -> Set<UInt32> {
        let entities = try MerchantEntities(db)
        return entities.members(of: [UInt32(clamping: entity)])
    }

    /// Merchants by number of complaints, those with names like `query` if it is not empty. Two passes over the columns.
    public func list(_ query: String, limit: Int) throws -> (total: Int, merchants: [MerchantSummary]) {
        try store.read { db in
            let entities = try MerchantEntities(db)
            var counts = [UInt32](repeating: 0, count: entities.capacity + 1)
            try store.forEachMerchantID(db) { _, mention in
                let entity = Int(entities.entity(of: mention))
                if entity < counts.count { counts[entity] += 1 }
            }
            var wanted: Set<UInt32>?
            if !query.isEmpty {
                let names = try MerchantNames(db, store.analyzer).find(query, limit: -1)
                wanted = Set(names.map { UInt32(clamping: $0.entity) })
            }
            let found = counts.indices.filter { counts[$0] > 0 && wanted?.contains(UInt32($0)) != false }
            let best = found.sorted { (counts[$0], $1) > (counts[$1], $0) }.prefix(limit)
            return (found.count, try MerchantDetailReader.summaries(of: best.map(Int64.init), store: store, db: db))
        }
    }

    /// Nil for an id that was never given out.
    public func detail(of id: Int64) throws -> MerchantDetail? {
        try store.read { db in
            guard let entity = try Self.entity(of: id, db) else { return nil }
            return try MerchantDetailReader(store: store, db: db, entity: entity).detail(askedFor: id)
        }
    }
}
