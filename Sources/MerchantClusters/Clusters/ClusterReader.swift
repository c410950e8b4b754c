import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Reads clusters for lists, single views and reports, each in one read transaction.
public struct ClusterReader: Sendable {
    let store: Store

    public init(_ store: Store) { self.store = store }

    /// O(rows) over columns in memory, then a few rows for each cluster given.
    public func list(_ request: ClusterRequest) throws -> ClusterList {
        let extractor = try IssueTermExtractor.shared.get()
        return try store.read { db in try ClusterLister(store, extractor, request, db).list() }
    }

    /// One cluster with the ids of its complaints, rising. A cluster that went into another one leads there.
    /// - Returns: nil when there is none of this id.
    public func cluster(_ id: Int64) throws -> (summary: ClusterSummary, complaints: [Int64])? {
        let extractor = try IssueTermExtractor.shared.get()
        return try store.read { db in
            let current = try ClusterTables.current(id, store, db)
            var request = ClusterRequest()
            request.minSize = 1
            let lister = try ClusterLister(store, extractor, request, db)
            return try lister.one(current).map { ($0, lister.members(of: current).map(Int64.init)) }
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
            return Set(try MerchantNames(db, store.analyzer).find(text, limit: -1).map(\.entity))
        }
    }
}
