import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Says what a complaint is to the earlier ones: keys → candidates → evidence → verdict. Works within one transaction.
package final class DuplicateFinder {
    private let db: Database
    let engine: DuplicateEngine
    let store: any CandidateStore
    let finder: CandidateFinder
    let profiles: ProfileReader
    let merchants: MerchantLookup
    private let decisions: DecisionReader

    package convenience init(_ db: Database, _ engine: DuplicateEngine) throws {
        try self.init(db, engine, DuplicateMemory())
    }

    /// For a read transaction.
    /// - Parameter shared: what other checks have read.
    convenience init(_ db: Database, _ engine: DuplicateEngine, _ shared: SharedProfiles) throws {
        try self.init(db, engine, DuplicateMemory(), profiles: CurrentProfiles(db, shared))
    }

    /// - Parameters:
    ///   - memory: what earlier transactions know.
    ///   - profiles: what is known of stored complaints, if not by that memory: then the transaction only reads.
    init(
        _ db: Database, _ engine: DuplicateEngine, _ memory: DuplicateMemory, profiles: (any KnownProfiles)? = nil
    ) throws {
        self.db = db
        self.engine = engine
        store = try SQLiteCandidates(db, memory)
        finder = try CandidateFinder(db, store, memory)
        merchants = try MerchantLookup(db, isSnapshot: profiles != nil)
        self.profiles = try ProfileReader(db, engine.maker, merchants, profiles ?? memory)
        decisions = try DecisionReader(db)
    }

    /// What a complaint is to those before `id`, best first. O(64 candidates).
    func judgements(_ profile: Profile, _ keys: KeySet, _ persons: PersonData, before id: Int64) throws -> [Judgement] {
        let decided = profile.id > 0 ? try decisions.verdicts(of: profile.id) : [:]
        var ids = try finder.candidates(profile, keys, persons, before: id)
        ids += decided.keys.filter { $0 < id && !ids.contains($0) }.sorted()
        let compared = try compared(profile, ids, before: id)
        return compared.map {
            engine.judge($0.comparison, id: $0.earlier.profile.id, decided: decided[$0.earlier.profile.id])
        }
        .sorted(by: Judgement.isBefore)
    }

    /// Candidates with what each shares with the complaint: first each by itself, then what they say together.
    private func compared(
        _ profile: Profile, _ ids: [Int64], before id: Int64
    ) throws -> [(earlier: ProfileCache.Entry, comparison: Comparison)] {
        var list = ListEvidence()
        var pairs: [(earlier: ProfileCache.Entry, comparison: Comparison)] = []
        pairs.reserveCapacity(ids.count)
        for other in ids {
            guard other != profile.id, let earlier = try profiles.entry(other) else { continue }
            let comparison = try earlier.compared(to: profile, engine.scorer) {
                try finder.complaints(about: $0, before: id)
            }
            list.add(earlier, comparison)
            pairs.append((earlier, comparison))
        }
        return pairs.map { ($0.earlier, list.completed($0.comparison, $0.earlier)) }
    }

    /// What one stored complaint is to another as if nobody had decided; nil when either is missing. What others sent the
    /// same text counts as it did when the later of the two came.
    package func judgement(of id: Int64, to other: Int64) throws -> Judgement? {
        let (earlier, later) = (min(id, other), max(id, other))
        guard let (profile, keys, persons) = try stored(later) else { return nil }
        var ids = try finder.candidates(profile, keys, persons, before: later)
        if !ids.contains(earlier) { ids.append(earlier) }
        let pair = try compared(profile, ids, before: later).first { $0.earlier.profile.id == earlier }
        return pair.map { engine.scorer.judge($0.comparison, id: other) }
    }

    /// What a stored complaint is compared and looked up by.
    private func stored(_ id: Int64) throws -> (profile: Profile, keys: KeySet, persons: PersonData)? {
        guard let row = try Store.row(id, db) else { return nil }
        let prepared = try engine.prepare(
            row.stored.complaint, PersonData(phone: row.phoneKey, idNumber: row.idNumberKey))
        let (profile, keys) = engine.completed(
            prepared, id: id, merchantID: try merchants.merchant(ofName: row.stored.merchantID))
        return (profile, keys, prepared.persons)
    }

    /// What a stored complaint is to earlier ones, or with `before` nil to all others.
    package func judgements(ofStored id: Int64, before bound: Int64?) throws -> [Judgement]? {
        guard let (profile, keys, persons) = try stored(id) else { return nil }
        return try judgements(profile, keys, persons, before: bound ?? .max)
    }

    /// What a complaint that is not stored is to the stored ones.
    package func judgements(of complaint: Complaint, merchantID: Int64?) throws -> [Judgement] {
        let prepared = try engine.prepare(
            complaint,
            PersonData(
                phone: engine.maker.personKeys.phone(complaint.complainant.phone),
                idNumber: engine.maker.personKeys.idNumber(complaint.complainant.idNumber)))
        let (profile, keys) = engine.completed(prepared, id: 0, merchantID: merchantID)
        return try judgements(profile, keys, prepared.persons, before: .max)
    }
}
