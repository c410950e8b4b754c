import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Answers questions about repeats, each in one read transaction.
package struct DuplicateChecker: Sendable {
    private let store: Store
    private let engine: DuplicateEngine
    private let profiles: SharedProfiles

    /// Candidates an answer lists unless told.
    package static let usualMatches = 5

    /// - Parameter profiles: what earlier checks of the process have read.
    /// - Throws: `DictionaryError` for weights or frequencies that can't be read.
    package init(_ store: Store, _ profiles: SharedProfiles = SharedProfiles()) throws {
        self.store = store
        self.profiles = profiles
        engine = try DuplicateEngine(store)
    }

    /// What a complaint that is not stored is to the stored ones.
    /// - Parameter merchant: finds the merchant's row; nil where it has none.
    package func check(
        _ complaint: Complaint, masks: Bool, limit: Int = usualMatches, merchant: (Complaint, Database) throws -> Int64?
    ) throws -> DuplicateAnswer {
        try store.read { db in
            let finder = try DuplicateFinder(db, engine, profiles)
            let judgements = try finder.judgements(of: complaint, merchantID: merchant(complaint, db))
            let finding = DuplicateFinding(
                judgements, engine.scorer.weights, id: 0, among: try Store.lastID(db)
            ) { ($0, $0) }
            return try answer(finding, complaint, masks, limit, db)
        }
    }

    /// What an unfinished complaint seems to be: any part of one, as an operator types it.
    package func checkPart(
        _ complaint: Complaint, masks: Bool, limit: Int = usualMatches, merchant: (Complaint, Database) throws -> Int64?
    ) throws -> DuplicateAnswer {
        try store.read { db in
            let finder = try PartialFinder(store, db, engine, profiles)
            let found = try finder.found(complaint, merchantID: merchant(complaint, db))
            let judgements = found.prefix(limit).map(\.judgement)
            // The answer is the first candidate's, so that it moves only when the first one does.
            let verdict = judgements.first?.verdict ?? .new
            let probability =
                verdict == .new
                ? Judgement.probabilityOfNew(judgements, engine.scorer.weights, among: try Store.lastID(db))
                : judgements[0].probability
            return DuplicateAnswer(
                verdict: verdict, probability: probability, matches: try matches(judgements[...], complaint, masks, db))
        }
    }

    /// What a complaint was found to be as it was stored just now, without looking again.
    package func answer(_ finding: DuplicateFinding, of complaint: Complaint, masks: Bool) throws -> DuplicateAnswer {
        try store.read { db in try answer(finding, complaint, masks, Self.usualMatches, db) }
    }

    private func answer(
        _ finding: DuplicateFinding, _ complaint: Complaint, _ masks: Bool, _ limit: Int, _ db: Database
    ) throws -> DuplicateAnswer {
        DuplicateAnswer(
            verdict: finding.verdict, probability: finding.probability, isDecided: finding.isDecided,
            matches: try matches(finding.judgements.prefix(limit), complaint, masks, db))
    }

    /// What a stored complaint was found to be; nil when there is none, or when it was not looked at yet.
    package func verdict(of id: Int64, masks: Bool, limit: Int = usualMatches) throws -> DuplicateAnswer? {
        try store.read { db in
            guard let row = try Row.fetchOne(db.statement(.readVerdict), arguments: [id]),
                let stored = try Store.row(id, db)?.stored
            else { return nil }
            let all = try DuplicateFinder(db, engine, profiles).judgements(ofStored: id, before: id) ?? []
            let verdict = Verdict(strength: row[0])
            // What was found then stands first; what would be found today follows.
            let first = all.filter { $0.id == row[2] as Int64? }
            let judgements = first + all.filter { $0.id != row[2] as Int64? }
            var found = try matches(judgements.prefix(limit), stored.complaint, masks, db)
            if !first.isEmpty { (found[0].verdict, found[0].probability) = (verdict, row[1]) }
            return DuplicateAnswer(
                verdict: verdict, probability: row[1], isDecided: row[5], matches: found)
        }
    }

    /// The complaints most like a stored one, earlier and later; nil when there is none.
    package func similar(to id: Int64, limit: Int, masks: Bool) throws -> [Match]? {
        try store.read { db in
            guard let stored = try Store.row(id, db)?.stored,
                let judgements = try DuplicateFinder(db, engine, profiles).judgements(ofStored: id, before: nil)
            else { return nil }
            return try matches(judgements.prefix(limit), stored.complaint, masks, db)
        }
    }

    /// What one stored complaint is to another as if nobody had decided, and why; nil when either is missing.
    package func match(of id: Int64, to other: Int64, masks: Bool) throws -> Match? {
        try store.read { db in
            guard let this = try Store.row(id, db)?.stored,
                let judgement = try DuplicateFinder(db, engine, profiles).judgement(of: id, to: other)
            else { return nil }
            return try matches([judgement], this.complaint, masks, db).first
        }
    }

    private func matches(
        _ judgements: ArraySlice<Judgement>, _ this: Complaint, _ masks: Bool, _ db: Database
    ) throws -> [Match] {
        let writer = EvidenceWriter(scorer: engine.scorer, masks: masks)
        let places = try SharedPassages.Places(this.text, store.analyzer)
        return try judgements.compactMap { judgement in
            guard let other = try Store.row(judgement.id, db)?.stored else { return nil }
            return try match(judgement, this, places, other, writer)
        }
    }

    private func match(
        _ judgement: Judgement, _ this: Complaint, _ places: SharedPassages.Places, _ other: StoredComplaint,
        _ writer: EvidenceWriter
    ) throws -> Match {
        let complaint = other.complaint
        let passages = SharedPassages(places, try .init(complaint.text, store.analyzer)).passages
        let sum = engine.scorer.sum(judgement.comparison)
        let weighed = judgement.verdict == .new ? sum.nearest : judgement.verdict
        var evidence = writer.evidence(this, complaint, judgement.comparison, for: weighed, passages)
        if judgement.isDecided {
            let words = "经人工认定 (decided by a person)"
            evidence.insert(
                Evidence(kind: "decision", level: judgement.verdict.rawValue, detail: words, weight: 0), at: 0)
        }
        let text = writer.masks ? Mask.text(complaint.text) : complaint.text
        return Match(
            id: other.id, number: complaint.number, verdict: judgement.verdict, probability: judgement.probability,
            score: Double(sum[weighed]), isDecided: judgement.isDecided,
            excerpt: Excerpt.of(text, around: passages.first?.other), receivedAt: complaint.receivedAt?.epochSeconds,
            status: complaint.handling.status.rawValue, district: complaint.district.map { writer.shown($0) },
            evidence: evidence)
    }
}

extension MatchWeights.Weight {
    /// The verdict besides `new` that has most for it.
    var nearest: Verdict {
        [Verdict.copy, .related].reduce(.duplicate) { self[$1] > self[$0] ? $1 : $0 }
    }
}

/// A piece of a text for a list.
enum Excerpt {
    /// Unicode scalars, the marks of a cut apart.
    static let length = 80

    static func of(_ text: String, around range: Range<Int>?) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > length else { return text }
        let start = max(0, min((range?.lowerBound ?? 0) - 12, scalars.count - length))
        let piece = String(String.UnicodeScalarView(scalars[start..<(start + length)]))
        return (start > 0 ? "…" : "") + piece + (start + length < scalars.count ? "…" : "")
    }
}
