import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// Why a decision about merchants can't be taken.
public enum MerchantError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int64)
    case sameMerchant(Int64)
    case noSuchName(String, merchant: Int64)
    case onlyName(String, merchant: Int64)
    case nothingToUndo(Int64)

    public var description: String {
        switch self {
        case .unknown(let id): "There is no merchant \(id)."
        case .sameMerchant(let id): "Both are merchant \(id) already."
        case .noSuchName(let name, let id):
            "Merchant \(id) has no name \(name); `bingan merchant \(id)` lists its names."
        case .onlyName(let name, let id):
            "\(name) is all the names merchant \(id) has: there is nothing to part it from."
        case .nothingToUndo(let id): "Nothing was decided about merchant \(id) that could be undone."
        }
    }
}

/// Staff's decisions about merchants, which bind; and resolution anew. Each call is one transaction.
public struct MerchantEditor: Sendable {
    private let store: Store
    private let reader: MentionReader

    /// - Throws: `DictionaryError`.
    public init(_ store: Store) throws {
        self.store = store
        reader = try MentionReader(store.analyzer)
    }

    /// Makes two merchants one, for good.
    /// - Returns: the id that both stand for now: the lower one.
    /// - Throws: `MerchantError`, `StoreError`.
    public func join(_ one: Int64, _ other: Int64, by: String, reason: String?) throws -> Int64 {
        try edit { db, memory in
            let (a, b) = (try entity(one, db), try entity(other, db))
            guard a != b else { throw MerchantError.sameMerchant(a) }
            try memory.load(entity: a, db)
            try memory.load(entity: b, db)
            try record(.join, a, b, by: by, reason: reason, db)
            memory.book.join(a, b)
            return min(a, b)
        }
    }

    /// Makes a name of a merchant a merchant of its own, for good.
    /// - Returns: the new merchant's id.
    /// - Throws: `MerchantError`, `StoreError`.
    public func part(_ id: Int64, name: String, by: String, reason: String?) throws -> Int64 {
        let key = try Draft.key(name, store.analyzer).map { [UInt8]($0) } ?? []
        return try edit { db, memory in
            let entity = try entity(id, db)
            try memory.load(entity: entity, db)
            let rows = try Row.fetchAll(db.statement(named: MerchantSQL.mentionsOfEntity), arguments: [entity])
            let named = rows.filter { MerchantBook.name(ofKey: $0["name_key"] as Data) == key }.map {
                $0["id"] as Int64
            }
            guard let lowest = named.min() else { throw MerchantError.noSuchName(name, merchant: entity) }
            let rest = rows.map { $0["id"] as Int64 }.filter { !named.contains($0) }
            guard let root = rest.min() else { throw MerchantError.onlyName(name, merchant: entity) }
            for mention in named { try record(.part, root, mention, by: by, reason: reason, db) }
            memory.book.part(named, from: root)
            return lowest
        }
    }

    /// Takes back the last decision about a merchant; what it had joined or parted is resolved by the evidence again.
    /// - Throws: `MerchantError`, `StoreError`.
    public func undo(_ id: Int64, by: String) throws -> MerchantDecision {
        try edit { db, memory in
            let entity = try entity(id, db)
            let decisions = try memberIDs(entity, db).flatMap { try MerchantDecisions.of($0, db) }
                .filter { $0.undoneAt == nil }
            guard var last = decisions.max(by: { $0.id < $1.id }) else { throw MerchantError.nothingToUndo(entity) }
            // Several mentions of one name were parted by one command.
            let same = decisions.filter {
                $0.kind == last.kind && $0.at == last.at && $0.by == last.by && $0.merchantID == last.merchantID
            }
            let now = Timestamp.now.epochSeconds
            var touched: Set<Int64> = []
            for decision in same {
                try db.run(named: MerchantSQL.undoDecision, [decision.id, by, now])
                for end in [decision.merchantID, decision.otherID] { touched.insert(try self.entity(end, db)) }
            }
            // The memory must not know the decision any more.
            memory = try MerchantMemory.current(nil, reader, db)
            for entity in touched.sorted() { try memory.load(entity: entity, db) }
            memory.book.rearrange(try touched.flatMap { try memberIDs($0, db) })
            (last.undoneBy, last.undoneAt) = (by, Timestamp(epochSeconds: now))
            return last
        }
    }

    private func entity(_ id: Int64, _ db: Database) throws -> Int64 {
        guard let entity = try MerchantDirectory.entity(of: id, db) else { throw MerchantError.unknown(id) }
        return entity
    }

    private func memberIDs(_ entity: Int64, _ db: Database) throws -> [Int64] {
        let rows = try Row.fetchAll(db.statement(named: MerchantSQL.mentionsOfEntity), arguments: [entity])
        return rows.isEmpty ? [entity] : rows.map { $0["id"] }
    }

    private func record(
        _ kind: MerchantDecision.Kind, _ merchant: Int64, _ other: Int64, by: String, reason: String?, _ db: Database
    ) throws {
        try db.run(
            named: MerchantSQL.insertDecision,
            [kind.rawValue, merchant, other, by, Timestamp.now.epochSeconds, reason])
    }

    private func edit<T>(_ body: (Database, inout MerchantMemory) throws -> T) throws -> T {
        try store.write { db in
            var memory = try MerchantMemory.current(nil, reader, db)
            let result = try body(db, &memory)
            let changes = memory.book.takeChanges()
            for mention in changes { try MentionRow.move(mention, db) }
            try EntityBlocks.write(Dictionary(uniqueKeysWithValues: changes.map { ($0.id, $0.link.entity) }), db)
            try db.run(named: MerchantSQL.raiseMerchantVersion)
            return result
        }
    }
}
