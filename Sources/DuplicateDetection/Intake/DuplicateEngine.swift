import ComplaintIndex
import ComplaintModel
import Foundation
import TextAnalysis

/// What every check shares and nothing changes: how profiles are made, and what evidence weighs.
package struct DuplicateEngine: Sendable {
    package let maker: ProfileMaker
    package let scorer: Scorer

    /// What can be worked out before the merchant is known. A class, so that handing it on copies nothing.
    final class Prepared: Sendable {
        let profile: Profile
        let persons: PersonData
        /// Of its rarest shingles.
        let shingles: [KeySet.Key]
        /// What an import reads beforehand; nil where it didn't.
        let foreseen: Foreseen?

        init(_ profile: Profile, _ persons: PersonData, _ shingles: [KeySet.Key], foreseen: Foreseen? = nil) {
            (self.profile, self.persons, self.shingles) = (profile, persons, shingles)
            self.foreseen = foreseen
        }

        func with(_ foreseen: Foreseen) -> Prepared { Prepared(profile, persons, shingles, foreseen: foreseen) }
    }

    /// - Throws: `DictionaryError` for weights or frequencies that can't be read.
    package init(_ store: Store) throws {
        self.init(store.analyzer, store.personKeys, try DuplicateTables.shared.get())
    }

    package init(_ analyzer: Analyzer, _ personKeys: PersonKeys, _ tables: DuplicateTables) {
        maker = ProfileMaker(analyzer, personKeys, tables.frequency)
        scorer = Scorer(tables.weights, tables.frequency)
    }

    /// The work that needs no database.
    func prepare(_ complaint: Complaint, _ persons: PersonData) throws -> Prepared {
        var fields = ProfileFields(complaint)
        (fields.phone, fields.idNumber) = (persons.phone, persons.idNumber)
        let profile = try maker.profile(fields)
        return Prepared(profile, persons, KeySet.shingles(profile.text.shingles, maker.frequency))
    }

    func completed(_ prepared: Prepared, id: Int64, merchantID: Int64?) -> (Profile, KeySet) {
        var profile = prepared.profile
        (profile.id, profile.merchantID) = (id, merchantID)
        return (profile, KeySet(profile, prepared.shingles))
    }

    func judge(_ comparison: Comparison, id: Int64, decided: Verdict?) -> Judgement {
        guard let decided else { return scorer.judge(comparison, id: id) }
        return Judgement(
            id: id, comparison: comparison, odds: Odds(certain: decided), verdict: decided, isDecided: true)
    }
}

/// The tables of this release, read once a process.
package struct DuplicateTables: Sendable {
    package var weights: MatchWeights
    package var frequency: ShingleFrequency

    package init(weights: MatchWeights, frequency: ShingleFrequency) {
        self.weights = weights
        self.frequency = frequency
    }

    package static let shared = Result {
        DuplicateTables(weights: try MatchWeights(), frequency: try ShingleFrequency())
    }
}
