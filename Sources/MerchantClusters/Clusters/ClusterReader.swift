import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Reads clusters for lists, single views and reports, each in one read transaction.
public struct ClusterReader: Sendable {
    let store: Store
    private let live: LiveGroups

    /// - Parameter live: what is kept from one call to the next.
    public init(_ store: Store, _ live: LiveGroups = LiveGroups()) { (self.store, self.live) = (store, live) }

    /// O(clusters) over what is kept in memory, or O(rows) over columns where the request chooses single complaints; then a
    /// few rows for each cluster given.
    public func list(_ request: ClusterRequest) throws -> ClusterList {
        let extractor = try IssueTermExtractor.shared.get()
        return try store.read { db in
            guard LiveClusters.fits(request) else {
                return try ClusterLister(store, extractor, request, db, live.descriptions).list()
            }
            return try live.with(store, db) { try clusters(extractor, db, store.rowFacts(db)).list(request, &$0) }
        }
    }

    private func clusters(_ extractor: IssueTermExtractor, _ db: Database, _ facts: RowFacts) -> LiveClusters {
        LiveClusters(store: store, extractor: extractor, db: db, facts: facts, descriptions: live.descriptions)
    }

    /// One cluster with the ids of its complaints, rising. A cluster that went into another one leads there.
    /// - Returns: nil when there is none of this id.
    public func cluster(_ id: Int64) throws -> (summary: ClusterSummary, complaints: [Int64])? {
        let extractor = try IssueTermExtractor.shared.get()
        return try store.read { db in
            let current = try ClusterTables.current(id, store, db)
            return try live.with(store, db) { try clusters(extractor, db, store.rowFacts(db)).one(current, &$0) }
        }
    }

    /// The cluster of a complaint; nil when it is in none.
    public func cluster(ofComplaint id: Int64) throws -> Int64? {
        try store.read { db in
            let cluster = Int64(try store.link(of: id, db).cluster)
            return cluster == 0 ? nil : try ClusterTables.current(cluster, store, db)
        }
    }

    /// The merchants whose id `text` is or, failing that, whose name holds it.
    public func merchants(named text: String) throws -> Set<Int64> {
        try store.read { db in
            if let id = Int64(text), let entity = try MerchantDirectory.entity(of: id, db) { return [entity] }
            let entities = try store.merchantEntities(db)
            return Set(
                try MerchantNames(db, store.analyzer).mentions(holding: text).map { Int64(entities.entity(of: $0)) })
        }
    }
}
