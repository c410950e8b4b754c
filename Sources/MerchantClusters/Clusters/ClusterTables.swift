import ComplaintIndex
import Foundation
import GRDB

/// Reads and writes profiles and redirects in the caller's transaction.
enum ClusterTables {
    /// The clusters of a merchant that take in more, by rising id. Those of merchants that were put to it since become
    /// its own.
    static func open(merchant: Int64, _ db: Database) throws -> [ClusterProfile] {
        var (profiles, isScattered) = ([ClusterProfile](), false)
        let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.openProfiles), arguments: [merchant])
        while let row = try rows.next() {
            if row[2] as Int64 != merchant { isScattered = true }
            if let profile = try profile(row, id: row[0]) { profiles.append(profile) }
        }
        if isScattered { try db.run(named: ClusterSQL.adoptProfiles, [merchant]) }
        return profiles
    }

    /// All clusters of a merchant, by rising id.
    static func all(merchant: Int64, _ db: Database) throws -> [ClusterProfile] {
        try profiles(.profilesOfMerchant, merchant, db)
    }

    private static func profiles(_ sql: ClusterSQL, _ merchant: Int64, _ db: Database) throws -> [ClusterProfile] {
        let rows = try Row.fetchCursor(db.statement(named: sql), arguments: [merchant])
        var profiles: [ClusterProfile] = []
        while let row = try rows.next() {
            if let profile = try profile(row, id: row[0]) { profiles.append(profile) }
        }
        return profiles
    }

    private static func profile(_ row: Row, id: Int64) throws -> ClusterProfile? {
        try row.withUnsafeData(atIndex: 1) { data in
            (data ?? .init()).withUnsafeBytes { ClusterProfile(id: id, packed: $0) }
        }
    }

    /// A cluster with its merchant; nil when there is none of this id.
    static func profile(_ id: Int64, _ db: Database) throws -> (merchant: Int64, profile: ClusterProfile)? {
        guard let stored = try stored(id, db) else { return nil }
        return stored.profile(id).map { (stored.merchant, $0) }
    }

    /// A profile as it lies in the database.
    struct Stored: Sendable, Equatable {
        let merchant: Int64
        private let packed: Data

        fileprivate init(_ row: Row) { (merchant, packed) = (row[0], row[1]) }

        /// Nil for bytes that are no profile.
        func profile(_ id: Int64) -> ClusterProfile? { packed.withUnsafeBytes { ClusterProfile(id: id, packed: $0) } }
    }

    static func stored(_ id: Int64, _ db: Database) throws -> Stored? {
        try Row.fetchOne(db.statement(named: ClusterSQL.profileOfCluster), arguments: [id]).map(Stored.init)
    }

    static func write(_ profile: ClusterProfile, merchant: Int64, isOpen: Bool = true, _ db: Database) throws {
        try db.run(named: ClusterSQL.writeProfile, [merchant, profile.id, isOpen ? 1 : 0, profile.packed])
    }

    static func delete(_ id: Int64, merchant: Int64, _ db: Database) throws {
        try db.run(named: ClusterSQL.deleteProfile, [merchant, id])
    }

    /// Lets `id` lead to `target` from now on, and all that led to `id`.
    static func redirect(_ id: Int64, to target: Int64, _ db: Database) throws {
        try db.run(named: ClusterSQL.moveClusterRedirects, [id, target])
        try db.run(named: ClusterSQL.writeClusterRedirect, [id, target])
    }

    /// Where a cluster's id leads: itself, the cluster it went into, or that of the complaint that founded it.
    static func current(_ id: Int64, _ store: Store, _ db: Database) throws -> Int64 {
        if let target = try db.value(named: ClusterSQL.clusterRedirect, [id], as: Int64.self) { return target }
        if try profile(id, db) != nil { return id }
        let linked = Int64(try store.link(of: id, db).cluster)
        guard linked != 0, linked != id else { return id }
        return try db.value(named: ClusterSQL.clusterRedirect, [linked], as: Int64.self) ?? linked
    }
}
