import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB
import Synchronization

/// The full run: every complaint with a merchant is put into clusters anew, merchant by merchant, with today's term
/// frequencies and a second look that intake has no time for. Ids stay with the group that kept most of a cluster;
/// an id that is no more leads to where most of its complaints went.
///
/// Whole merchants change in one transaction each, so that a kill in between leaves every merchant as it was or as it
/// will be. Memory: the complaints of some merchants at a time; O(1) beside 12 bytes a row.
struct ClusterRebuild {
    private let store: Store
    private let extractor: IssueTermExtractor

    /// Complaints of one batch of merchants, at least.
    private static let batchSize = 8_192
    /// Complaints that frequencies are counted over.
    private static let sampleSize = 100_000

    init(_ store: Store) throws {
        self.store = store
        extractor = try IssueTermExtractor.shared.get()
    }

    /// - Parameter progress: complaints done and in all.
    /// - Returns: how many clusters there are.
    func run(progress: (Int, Int) -> Void) throws -> Int {
        let order = try self.order()
        let frequencies = try countFrequencies(order.map { Int64($0 & 0xFFFF_FFFF) }.sorted())
        try store.write { db in
            var frequencies = frequencies
            try frequencies.write(db)
        }
        var (start, clusters) = (0, 0)
        while start < order.count {
            let merchants = Self.batch(order, from: start)
            let groups = try parallel(merchants) { try self.groups($0, frequencies) }
            try store.write { db in
                var writer = try RebuildWriter(db)
                for (merchant, found) in zip(merchants, groups) { try writer.write(found, merchant: merchant.id) }
                try writer.finish()
            }
            start += merchants.reduce(0) { $0 + $1.complaints.count }
            clusters += groups.reduce(0) { $0 + $1.count }
            progress(start, order.count)
        }
        return clusters
    }

    /// Merchant in the upper half, complaint in the lower, rising.
    private func order() throws -> [UInt64] {
        try store.read { db in
            let facts = try store.rowFacts(db)
            let entities = try MerchantEntities(db)
            return (0..<facts.capacity).compactMap { id in
                facts[id]?.merchant.map { UInt64(entities.entity(of: UInt32(clamping: $0))) << 32 | UInt64(id) }
            }.sorted()
        }
    }

    private struct Merchant: Sendable {
        let id: Int64
        let complaints: [Int64]
    }

    private static func batch(_ order: [UInt64], from start: Int) -> [Merchant] {
        var merchants: [Merchant] = []
        var (place, count) = (start, 0)
        while place < order.count && count < batchSize {
            let merchant = order[place] >> 32
            let end = order[place...].firstIndex { $0 >> 32 != merchant } ?? order.count
            merchants.append(
                Merchant(id: Int64(merchant), complaints: order[place..<end].map { Int64($0 & 0xFFFF_FFFF) }))
            count += end - place
            place = end
        }
        return merchants
    }

    private func countFrequencies(_ ids: [Int64]) throws -> TermFrequencies {
        let stride = max(1, ids.count / Self.sampleSize)
        let sample = Swift.stride(from: 0, to: ids.count, by: stride).map { ids[$0] }
        let chunks = Swift.stride(from: 0, to: sample.count, by: 2_000).map {
            Array(sample[$0..<min(sample.count, $0 + 2_000)])
        }
        var frequencies = TermFrequencies()
        for start in Swift.stride(from: 0, to: chunks.count, by: 8) {
            let terms = try parallel(Array(chunks[start..<min(chunks.count, start + 8)])) { try self.terms($0) }
            for term in terms.joined() { frequencies.count(term.terms) }
        }
        return frequencies
    }

    private func terms(_ ids: [Int64]) throws -> [(id: Int64, terms: IssueTerms)] {
        try store.read { db in
            try ids.compactMap { id in
                guard let stored = try Store.row(id, db)?.stored else { return nil }
                let draft = try Draft(stored.complaint, store.analyzer, store.personKeys)
                return (id, extractor.terms(of: draft))
            }
        }
    }

    private func groups(_ merchant: Merchant, _ frequencies: TermFrequencies) throws -> [ClusterGroup] {
        let items = try terms(merchant.complaints).map { (id: $0.id, vector: IssueVector($0.terms, frequencies)) }
        let rule = ClusterRule()
        var engine = ClusterEngine([], rule)
        let placed = items.map { engine.put($0.id, $0.vector) }
        let targets = engine.targets
        var refinement = ClusterRefinement(items, clusters: placed.map { targets[$0] ?? $0 }, rule)
        return refinement.run().map { group in
            ClusterGroup(complaints: group.members.map { items[$0].id }, profile: group.profile)
        }
    }

    /// Maps on every core, in order. - Throws: the first error.
    private func parallel<T: Sendable, R: Sendable>(
        _ items: [T], _ body: @escaping @Sendable (T) throws -> R
    ) throws -> [R] {
        let results = Mutex<[Int: Result<R, any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: items.count) { place in
            let result = Result { try body(items[place]) }
            results.withLock { $0[place] = result }
        }
        return try results.withLock { found in try items.indices.compactMap { try found[$0]?.get() } }
    }
}

/// A group the full run found.
struct ClusterGroup: Sendable {
    /// Rising.
    let complaints: [Int64]
    let profile: ClusterProfile
}

extension Store {
    /// Puts every complaint into clusters anew. Seconds for 100,000 complaints.
    /// - Returns: how many clusters there are.
    public func rebuildClusters(progress: (Int, Int) -> Void) throws -> Int {
        try ClusterRebuild(self).run(progress: progress)
    }
}
