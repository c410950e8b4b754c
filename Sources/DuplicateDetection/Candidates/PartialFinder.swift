import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Looks an unfinished complaint up as an operator types it: by the person, the merchant, the sum, and by what there is of
/// the text through the search index.
///
/// The order is calm: a candidate's bits only grow as more is typed that it holds, and among equals the later one stands
/// first, so that the top answer changes only where another one has come to hold more.
final class PartialFinder {
    /// A candidate with what it shares with the unfinished complaint.
    struct Found {
        let judgement: Judgement
        /// Bits of information that speak for it.
        let bits: Float
    }

    private static let textLimit = 48
    private static let listLimit = 24
    /// Bits of typed text from which on its containment is evidence by itself.
    private static let leastText: Float = 40
    /// For each unit that both texts begin with: of complaints that hold what was typed, the one that begins so is the
    /// likelier to be typed again. Too little to outdo a word.
    private static let bitsOfOpening: Float = 0.25

    private let store: Store
    private let db: Database
    private let engine: DuplicateEngine
    private let finder: DuplicateFinder

    init(_ store: Store, _ db: Database, _ engine: DuplicateEngine, _ profiles: SharedProfiles) throws {
        self.store = store
        self.db = db
        self.engine = engine
        finder = try DuplicateFinder(db, engine, profiles)
    }

    /// What resembles the part, the likeliest first.
    func found(_ complaint: Complaint, merchantID: Int64?) throws -> [Found] {
        let keys = engine.maker.personKeys
        let persons = PersonData(
            phone: keys.phone(complaint.complainant.phone), idNumber: keys.idNumber(complaint.complainant.idNumber))
        let prepared = try engine.prepare(complaint, persons)
        let (profile, keySet) = engine.completed(prepared, id: 0, merchantID: merchantID)
        guard !profile.isEmpty || profile.name != nil else { return [] }
        var found: [Found] = []
        for id in try candidates(complaint, profile, keySet, persons) {
            guard let other = try finder.profiles.profile(id) else { continue }
            found.append(try weigh(profile, other))
        }
        return found.filter { $0.bits > 0 }.sorted { ($0.bits, $0.judgement.id) > ($1.bits, $1.judgement.id) }
    }

    private func candidates(
        _ complaint: Complaint, _ profile: Profile, _ keys: KeySet, _ persons: PersonData
    ) throws -> [Int64] {
        var ids: [Int64] = []
        if !complaint.text.isEmpty {
            ids += try store.rowsContaining(complaint.text, limit: Self.textLimit, db)
        }
        for (sql, argument) in [(SQL.newestOfPhone, persons.phone), (.newestOfIDNumber, persons.idNumber)] {
            guard let argument else { continue }
            ids += try Int64.fetchAll(db.statement(sql), arguments: [argument, Int64.max, Self.listLimit])
        }
        for key in keys.exact {
            try finder.store.newest(of: key.key, before: .max, limit: Self.listLimit) { ids.append($0) }
        }
        if let merchant = profile.merchantID {
            ids += try finder.finder.newest(about: merchant, before: .max, limit: Self.listLimit)
        } else if let name = complaint.merchant.name {
            ids += try store.rowsContaining(name, limit: Self.listLimit, db)
        }
        if let amount = profile.amount, amount > 0 {
            ids += try store.newestRows(withAmount: amount, limit: Self.listLimit, db)
        }
        var seen: Set<Int64> = []
        return ids.filter { seen.insert($0).inserted }
    }

    private func weigh(_ part: Profile, _ other: Profile) throws -> Found {
        var comparison = try engine.scorer.compareFields(part, other) {
            try finder.finder.complaints(about: $0, before: .max)
        }
        let typed = part.text.bigrams
        let shared = typed.shared(with: other.text.bigrams, engine.scorer.frequency)
        if typed.weight >= Self.leastText {
            // What is not yet typed speaks against nobody.
            let level = TextLevel(contained: shared / typed.weight, resemblance: 0)
            comparison.text = level
        }
        let opening = Float(part.text.opening(with: other.text)) * Self.bitsOfOpening
        let bits = shared + opening + Self.bits(comparison)
        return Found(judgement: engine.judge(comparison, id: other.id, decided: nil), bits: bits)
    }

    /// What the fields say, in bits, by how rarely each is shared by chance.
    private static func bits(_ c: Comparison) -> Float {
        var bits: Float = 0
        switch c.person {
        case .sameNumber: bits += 40
        case .sameName: bits += 16
        case .sameNameOtherPhone: bits += 8
        case .fits, .fitsCommon: bits += 2
        case .unknown: break
        case .fitsOtherPhone, .fitsCommonOtherPhone, .different: bits -= 4
        }
        switch c.merchant {
        case .sameRare: bits += 15
        case .same: bits += 12
        case .sameOften: bits += 10
        case .sameCommon: bits += 8
        case .alike: bits += 8
        case .named: bits += 6
        case .unknown, .namedBeside: break
        case .partlyAlike, .different: bits -= 6
        }
        switch c.order {
        case .same: bits += 40
        case .near: bits += 24
        case .different: bits -= 4
        case .unknown: break
        }
        switch c.amount {
        case .sameOdd: bits += 10
        case .sameRound: bits += 5
        case .different, .unknown: break
        }
        if c.day == .same { bits += 3 }
        return bits
    }
}
