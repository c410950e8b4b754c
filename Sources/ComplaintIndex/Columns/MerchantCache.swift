import GRDB
import Synchronization

/// Keeps redirects and names of merchants in memory, for as long as neither a group nor a complaint changed.
final class MerchantCache: Sendable {
    /// What must be as it was: every change of groups raises the one number, every stored complaint the other.
    struct State: Equatable {
        let groups: Int64
        let rows: Int64

        init(_ db: Database) throws {
            groups = try db.value(.readCounter, ["merchant_version"], as: Int64.self) ?? 0
            rows = try db.value(.readCounter, ["column_version"], as: Int64.self) ?? 0
        }
    }

    private struct Known {
        let state: State
        let entities: MerchantEntities
        var names: [UInt32: String] = [:]
    }
    private let newest = Mutex<Known?>(nil)

    /// The redirects as `db`'s transaction sees them. O(1) where nothing changed.
    func entities(_ state: State, _ db: Database) throws -> MerchantEntities {
        if let known = newest.withLock({ $0 }), known.state == state { return known.entities }
        let entities = try MerchantEntities(db)
        newest.withLock { $0 = Known(state: state, entities: entities) }
        return entities
    }

    /// What a merchant is called. Choosing among the names of a chain reads all of them, so what was chosen is kept.
    func name(_ entity: UInt32, _ state: State, _ db: Database) throws -> String? {
        if let known = newest.withLock({ $0?.state == state ? $0?.names[entity] : nil }) { return known }
        let name =
            try db.value(.entityName, [Int64(entity)], as: String.self)
            ?? db.value(.merchantName, [Int64(entity)], as: String.self)
        newest.withLock { if $0?.state == state { $0?.names[entity] = name } }
        return name
    }
}

extension Store {
    /// Which merchant each id stands for, as `db`'s transaction sees it. O(1) where nothing changed since it was last asked.
    package func merchantEntities(_ db: Database) throws -> MerchantEntities {
        try merchants.entities(MerchantCache.State(db), db)
    }
}
