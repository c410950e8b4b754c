import ComplaintIndex
import Foundation
import GRDB
import GRDBSQLite

/// Finds the earlier complaints worth comparing, within one transaction. O(keys · 64), however many share a key: of each
/// list only the newest are read, so that campaigns, large merchants and an agency's phone cost no more than others.
final class CandidateFinder {
    /// Read of each key's list.
    static let listLimit = 64
    /// Compared exactly.
    static let limit = 64
    /// Bits that a candidate must share to be compared: two rare shingles, or any exact key. One alone is chance.
    static let leastWeight: Float = 20
    /// What the same person says, in bits.
    static let personWeight: Float = 100
    /// Of a merchant's newest complaints, to find those about the same issue in other words.
    static let merchantLimit = 8
    /// Bits below which a candidate found by shingles alone is weak: it says the same of the matter at most, and of those
    /// few are as good as many.
    static let weakWeight: Float = 60
    static let weakLimit = 4
    /// Names of a merchant looked under.
    static let nameLimit = 16
    /// Complaints from which on a merchant's shingles are kept by themselves as well.
    static let scopeFrom = 1000

    private let lists: any KeyLists
    /// What is known of merchants from one new complaint to the next; see `isInOrder`.
    private let memory: DuplicateMemory
    /// Whether the complaint at hand is newer than all that are stored, so that the tallies hold for it.
    var isInOrder = false
    private let newestOfPhone: RowStatement
    private let newestOfIDNumber: RowStatement
    private let namesOfMerchant: RowStatement
    private let newestOfMerchant: RowStatement
    private let countOfMerchant: RowStatement
    private var merchantCounts: [Int64: Int] = [:]
    private var countedBefore: Int64 = 0

    init(_ db: Database, _ lists: any KeyLists, _ memory: DuplicateMemory) throws {
        self.lists = lists
        self.memory = memory
        newestOfPhone = try RowStatement(db, named: SQL.newestOfPhone)
        newestOfIDNumber = try RowStatement(db, named: SQL.newestOfIDNumber)
        namesOfMerchant = try RowStatement(db, named: SQL.namesOfMerchant)
        newestOfMerchant = try RowStatement(db, named: SQL.newestOfMerchant)
        countOfMerchant = try RowStatement(db, named: SQL.countOfMerchant)
    }

    /// The ids of candidates before `id`, those that share most first.
    func candidates(_ profile: Profile, _ keys: KeySet, _ persons: PersonData, before id: Int64) throws -> [Int64] {
        var weights: [Int64: Float] = [:]
        weights.reserveCapacity(512)
        let scopes = try profile.merchantID.map { try isLarge($0, before: id) } ?? false
        for kind in [keys.exact, keys.shingles, scopes ? keys.scoped : []] {
            for key in kind {
                try lists.newest(of: key.key, before: id, limit: Self.listLimit) {
                    weights[$0, default: 0] += key.weight
                }
            }
        }
        for (statement, hash) in [(newestOfPhone, persons.phone), (newestOfIDNumber, persons.idNumber)] {
            guard let hash else { continue }
            try statement.each {
                $0.put(hash)
                $0.put(id)
                $0.put(Int64(Self.listLimit))
            } _: {
                weights[sqlite3_column_int64($0, 0), default: 0] += Self.personWeight
            }
        }
        let ofMerchant =
            try profile.merchantID.map { try newest(about: $0, before: id, limit: Self.merchantLimit) } ?? []
        for other in ofMerchant { weights[other, default: 0] += Self.leastWeight }
        return Self.best(weights, ofMerchant)
    }

    /// Those that share most, and few of the weak.
    /// - Parameter kept: ids that are never weak.
    private static func best(_ weights: [Int64: Float], _ kept: [Int64]) -> [Int64] {
        let order = weights.filter { $0.value >= leastWeight }.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
        var (ids, weak): ([Int64], Int) = ([], 0)
        for item in order where ids.count < limit {
            if item.value < weakWeight, !kept.contains(item.key) {
                guard weak < weakLimit else { continue }
                weak += 1
            }
            ids.append(item.key)
        }
        return ids
    }

    /// The newest complaints about a merchant before `id`, under its commonest names.
    func newest(about merchant: Int64, before id: Int64, limit: Int) throws -> [Int64] {
        if isInOrder, limit == Self.merchantLimit {
            let tally = try tally(of: merchant, before: id)
            if tally.isWhole { return tally.newest }
        }
        return try newest(under: names(of: merchant, limit: Self.nameLimit), before: id, limit: limit)
    }

    private func newest(under names: [Int64], before id: Int64, limit: Int) throws -> [Int64] {
        var ids: [Int64] = []
        for name in names {
            try newestOfMerchant.each {
                $0.put(name)
                $0.put(id)
                $0.put(Int64(limit))
            } _: {
                ids.append(sqlite3_column_int64($0, 0))
            }
        }
        return Array(ids.sorted(by: >).prefix(limit))
    }

    private func names(of merchant: Int64, limit: Int) throws -> [Int64] {
        var names: [Int64] = []
        try namesOfMerchant.each {
            $0.put(merchant)
            $0.put(Int64(limit))
        } _: {
            names.append(sqlite3_column_int64($0, 0))
        }
        return names.isEmpty ? [merchant] : names
    }

    private func tally(of merchant: Int64, before id: Int64) throws -> MerchantTallies.Tally {
        if let known = memory.merchants[merchant] { return known }
        let names = try names(of: merchant, limit: Self.nameLimit + 1)
        var tally = MerchantTallies.Tally(
            count: try count(about: merchant, before: id), newest: [], names: names)
        if tally.isWhole { tally.newest = try newest(under: names, before: id, limit: Self.merchantLimit) }
        memory.merchants[merchant] = tally
        return tally
    }

    /// How many complaints before `id` are about a merchant, counted up to `scopeFrom`.
    func complaints(about merchant: Int64, before id: Int64) throws -> Int {
        if isInOrder { return try tally(of: merchant, before: id).count }
        if id != countedBefore {
            // What has reached the limit stays there as ids rise; all else is counted anew.
            if id < countedBefore { merchantCounts.removeAll(keepingCapacity: true) }
            merchantCounts = merchantCounts.filter { $0.value >= Self.scopeFrom }
            countedBefore = id
        }
        if let known = merchantCounts[merchant] { return known }
        let count = try count(about: merchant, before: id)
        merchantCounts[merchant] = count
        return count
    }

    private func count(about merchant: Int64, before id: Int64) throws -> Int {
        try countOfMerchant.first {
            $0.put(merchant)
            $0.put(id)
            $0.put(Int64(Self.scopeFrom))
        } _: {
            Int(sqlite3_column_int64($0, 0))
        } ?? 0
    }

    func isLarge(_ merchant: Int64, before id: Int64) throws -> Bool {
        try complaints(about: merchant, before: id) >= Self.scopeFrom
    }
}

/// The keyed hashes by which a person's complaints are looked up.
struct PersonData {
    var phone: Data?
    var idNumber: Data?
}
