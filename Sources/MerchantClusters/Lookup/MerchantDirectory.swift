import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// Reads merchants: lists, one with all that is known of it. Every id may be one that a merge made a redirect.
public struct MerchantDirectory: Sendable {
    let store: Store
    private let live: LiveGroups

    /// - Parameter live: what is kept from one call to the next.
    public init(_ store: Store, _ live: LiveGroups = LiveGroups()) { (self.store, self.live) = (store, live) }

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

    /// Merchants by number of complaints, those with names like `query` if it is not empty. O(merchant ids) over what is
    /// kept in memory.
    /// - Parameter after: so many of them are passed over.
    public func list(
        _ query: String, limit: Int, after: Int = 0
    ) throws -> (total: Int, merchants: [MerchantSummary]) {
        try store.read { db in
            let entities = try store.merchantEntities(db)
            let names = MerchantNames(db, store.analyzer)
            let wanted = try query.isEmpty ? nil : names.mentions(holding: query).map { entities.entity(of: $0) }
            return try live.with(store, db) { state in
                guard let facts = state.rows?.facts else { return (0, []) }
                let found = Self.largest(state.merchants, entities, wanted, after + limit)
                let merchants = try found.merchants.dropFirst(after).map { entity in
                    try MerchantDetailReader(store, db, Int64(entity), state.merchants, facts).summary()
                }
                return (found.total, merchants)
            }
        }
    }

    /// The merchants with most complaints, the lower id first among equals; and how many there are.
    private static func largest(
        _ rows: RowGroups, _ entities: MerchantEntities, _ wanted: [UInt32]?, _ limit: Int
    ) -> (total: Int, merchants: [Int]) {
        var counts = entities.sums(rows.counts)
        if let wanted {
            let all = counts
            counts = [UInt32](repeating: 0, count: all.count)
            for entity in wanted where Int(entity) < counts.count { counts[Int(entity)] = all[Int(entity)] }
        }
        var top = TopRows(limit: limit)
        for (entity, count) in counts.enumerated() where count > 0 {
            top.offer(RankedRow(id: -entity, key: UInt64(count)))
        }
        return (counts.count { $0 > 0 }, top.sorted.map { -$0.id })
    }

    /// Nil for an id that was never given out.
    public func detail(of id: Int64) throws -> MerchantDetail? {
        try store.read { db in
            guard let entity = try Self.entity(of: id, db) else { return nil }
            return try live.with(store, db) { state in
                guard let facts = state.rows?.facts else { return nil }
                return try MerchantDetailReader(store, db, entity, state.merchants, facts).detail(askedFor: id)
            }
        }
    }
}
