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
/// will be. Memory: the terms of a sample and of some merchants at a time; beside them 12 bytes a row.
struct ClusterRebuild {
    private let store: Store
    private let extractor: IssueTermExtractor

    /// Complaints of one batch of merchants, at least.
    private static let batchSize = 8_192
    /// Complaints that frequencies are counted over; their terms are kept meanwhile, about a kilobyte each.
    private static let sampleSize = 100_000

    init(_ store: Store) throws {
        self.store = store
        extractor = try IssueTermExtractor.shared.get()
    }

    /// - Parameter progress: complaints done and in all.
    /// - Returns: how many clusters there are.
    func run(progress: (Int, Int) -> Void) throws -> Int {
        try store.withBulkCache { try rebuild(progress) }
    }

    private func rebuild(_ progress: (Int, Int) -> Void) throws -> Int {
        let order = try self.order()
        let sample = try sample(order.map { Int64($0 & 0xFFFF_FFFF) }.sorted())
        let frequencies = Self.frequencies(sample)
        let known = Dictionary(uniqueKeysWithValues: sample)
        try store.write { db in
            var frequencies = frequencies
            try frequencies.write(db)
        }
        let batches = BoundedChannel<Batch>(capacity: 1)
        defer { batches.cancel() }
        group(order, frequencies, known, into: batches)
        var (done, clusters) = (0, 0)
        while let batch = batches.receive() {
            let groups = try batch.groups.get()
            try store.write { db in
                var writer = try RebuildWriter(db)
                for (merchant, found) in zip(batch.merchants, groups) { try writer.write(found, merchant: merchant.id) }
                try writer.finish()
            }
            done += batch.merchants.reduce(0) { $0 + $1.complaints.count }
            clusters += groups.reduce(0) { $0 + $1.count }
            progress(done, order.count)
        }
        return clusters
    }

    /// Merchants with the groups found for each.
    private struct Batch: Sendable {
        let merchants: [Merchant]
        let groups: Result<[[ClusterGroup]], any Error>
    }

    /// Groups batch after batch on a thread of its own, one ahead of the writer.
    private func group(
        _ order: [UInt64], _ frequencies: TermFrequencies, _ known: [Int64: IssueTerms],
        into batches: BoundedChannel<Batch>
    ) {
        Thread.detachNewThread {
            var start = 0
            while start < order.count {
                let merchants = Self.batch(order, from: start)
                let groups = Result {
                    try parallel(Self.shares(merchants)) { try self.groups($0, frequencies, known) }.flatMap { $0 }
                }
                guard batches.send(Batch(merchants: merchants, groups: groups)) else { return }
                start += merchants.reduce(0) { $0 + $1.complaints.count }
            }
            batches.finish()
        }
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

    /// Merchants side by side with about as many complaints each, so that each share is read in one transaction.
    private static func shares(_ merchants: [Merchant]) -> [[Merchant]] {
        var (shares, last): ([[Merchant]], [Merchant]) = ([], [])
        var count = 0
        for merchant in merchants {
            last.append(merchant)
            count += merchant.complaints.count
            if count >= batchSize / 16 {
                shares.append(last)
                (last, count) = ([], 0)
            }
        }
        return last.isEmpty ? shares : shares + [last]
    }

    /// Terms of complaints spread evenly over all: what frequencies are counted over. They are kept and not made again.
    private func sample(_ ids: [Int64]) throws -> [(Int64, IssueTerms)] {
        let stride = max(1, ids.count / Self.sampleSize)
        let sample = Swift.stride(from: 0, to: ids.count, by: stride).map { ids[$0] }
        let chunks = Swift.stride(from: 0, to: sample.count, by: 2_000).map {
            Array(sample[$0..<min(sample.count, $0 + 2_000)])
        }
        let found = try parallel(chunks) { chunk in try store.readUnmapped { db in try terms(chunk, [:], db) } }
        return found.flatMap { $0 }
    }

    private static func frequencies(_ sample: [(Int64, IssueTerms)]) -> TermFrequencies {
        var frequencies = TermFrequencies()
        for (_, terms) in sample { frequencies.count(terms) }
        return frequencies
    }

    private func terms(_ ids: [Int64], _ known: [Int64: IssueTerms], _ db: Database) throws -> [(Int64, IssueTerms)] {
        var reader = IssueText.Reader(store.analyzer)
        return try ids.compactMap { id in
            if let terms = known[id] { return (id, terms) }
            return try reader.read(id, db).map { (id, extractor.terms(of: $0)) }
        }
    }

    private func groups(
        _ merchants: [Merchant], _ frequencies: TermFrequencies, _ known: [Int64: IssueTerms]
    ) throws -> [[ClusterGroup]] {
        try store.readUnmapped { db in
            try merchants.map { merchant in
                let terms = try terms(merchant.complaints, known, db)
                return Self.groups(terms.map { (id: $0, vector: IssueVector($1, frequencies)) })
            }
        }
    }

    private static func groups(_ items: [(id: Int64, vector: IssueVector)]) -> [ClusterGroup] {
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
